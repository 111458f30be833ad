<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en_GB">
<context>
    <name>lbfy::BackendRow</name>
    <message numerus="yes">
        <source>%1 connections left</source>
        <translation>
            <numerusform>%1 connection left</numerusform>
            <numerusform>%1 connections left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::BackendsTable</name>
    <message numerus="yes">
        <source>No problems: none of the %n backends is down, ejected or failing</source>
        <translation>
            <numerusform>No problems: the only backend is neither down nor ejected nor failing</numerusform>
            <numerusform>No problems: none of the %n backends is down, ejected or failing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n backends matches the filter</source>
        <translation>
            <numerusform>The only backend does not match the filter</numerusform>
            <numerusform>None of the %n backends matches the filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::ConnectionsTab</name>
    <message numerus="yes">
        <source>%1 are hidden by it.</source>
        <translation>
            <numerusform>%1 is hidden by it.</numerusform>
            <numerusform>%1 are hidden by it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::Document</name>
    <message numerus="yes">
        <source>Limit %1 to %n connections</source>
        <translation>
            <numerusform>Limit %1 to %n connection</numerusform>
            <numerusform>Limit %1 to %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %1 of %n backends to %2</source>
        <translation>
            <numerusform>Change %1 of %n backend to %2</numerusform>
            <numerusform>Change %1 of %n backends to %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drain %n backends</source>
        <translation>
            <numerusform>Drain %n backend</numerusform>
            <numerusform>Drain %n backends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n backends</source>
        <translation>
            <numerusform>Enable %n backend</numerusform>
            <numerusform>Enable %n backends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %n backends</source>
        <translation>
            <numerusform>Disable %n backend</numerusform>
            <numerusform>Disable %n backends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n backends</source>
        <translation>
            <numerusform>Add %n backend</numerusform>
            <numerusform>Add %n backends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backends</source>
        <translation>
            <numerusform>%n backend</numerusform>
            <numerusform>%n backends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n backends (open connections may finish within %1)</source>
        <translation>
            <numerusform>Remove %n backend (open connections may finish within %1)</numerusform>
            <numerusform>Remove %n backends (open connections may finish within %1)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n backends</source>
        <translation>
            <numerusform>Remove %n backend</numerusform>
            <numerusform>Remove %n backends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n backends up</source>
        <translation>
            <numerusform>Move %n backend up</numerusform>
            <numerusform>Move %n backends up</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n backends down</source>
        <translation>
            <numerusform>Move %n backend down</numerusform>
            <numerusform>Move %n backends down</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::EventLane</name>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::EventModel</name>
    <message numerus="yes">
        <source>%1 (%2 events)</source>
        <translation>
            <numerusform>%1 (%2 event)</numerusform>
            <numerusform>%1 (%2 events)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::Figures</name>
    <message numerus="yes">
        <source>%1 answers measured</source>
        <translation>
            <numerusform>%1 answer measured</numerusform>
            <numerusform>%1 answers measured</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::LogModel</name>
    <message numerus="yes">
        <source>%1 lines left out here: they came faster than the window takes them.</source>
        <translation>
            <numerusform>%1 line left out here: it came faster than the window takes them.</numerusform>
            <numerusform>%1 lines left out here: they came faster than the window takes them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::MainWindow</name>
    <message numerus="yes">
        <source>%1 is used for new connections; %2 open ones stay where they are.</source>
        <translation>
            <numerusform>%1 is used for new connections; %2 open one stays where it is.</numerusform>
            <numerusform>%1 is used for new connections; %2 open ones stay where they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 connections are open. Quitting now would cut them.</source>
        <translation>
            <numerusform>%1 connection is open. Quitting now would cut it.</numerusform>
            <numerusform>%1 connections are open. Quitting now would cut them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::SettingsForm</name>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n change</numerusform>
            <numerusform>%n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::SwitchEffect</name>
    <message numerus="yes">
        <source>not enough traffic to compare yet: %1 turns before and %2 since, %3 needed on each side</source>
        <translation>
            <numerusform>not enough traffic to compare yet: %1 turn before and %2 since, %3 needed on each side</numerusform>
            <numerusform>not enough traffic to compare yet: %1 turns before and %2 since, %3 needed on each side</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>(%1 turns before, %2 since)</source>
        <translation>
            <numerusform>(%1 turn before, %2 since)</numerusform>
            <numerusform>(%1 turns before, %2 since)</numerusform>
        </translation>
    </message>
</context>
</TS>

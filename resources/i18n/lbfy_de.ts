<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context>
    <name>lbfy::Actions</name>
    <message>
        <source>&amp;New</source>
        <translation>&amp;Neu</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter…</translation>
    </message>
    <message>
        <source>Charts as &amp;PNG…</source>
        <translation>Diagramme als &amp;PNG…</translation>
    </message>
    <message>
        <source>Charts as &amp;SVG…</source>
        <translation>Diagramme als &amp;SVG…</translation>
    </message>
    <message>
        <source>Data as &amp;CSV…</source>
        <translation>Daten als &amp;CSV…</translation>
    </message>
    <message>
        <source>Copy &amp;metrics address</source>
        <translation>&amp;Metrik-Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy command without a &amp;window</source>
        <translation>Befehl für den Betrieb &amp;ohne Fenster kopieren</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Service s&amp;ettings…</source>
        <translation>&amp;Einstellungen des Dienstes…</translation>
    </message>
    <message>
        <source>&amp;Program settings…</source>
        <translation>&amp;Programmeinstellungen…</translation>
    </message>
    <message>
        <source>&amp;Add service</source>
        <translation>Dienst &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Remove service</source>
        <translation>Dienst entfernen</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>Einstellun&amp;gen…</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>Ein&amp;frieren</translation>
    </message>
    <message>
        <source>Set &amp;marker…</source>
        <translation>&amp;Markierung setzen…</translation>
    </message>
    <message>
        <source>F&amp;ilter</source>
        <translation>F&amp;iltern</translation>
    </message>
    <message>
        <source>Next &amp;part of the window</source>
        <translation>Nächster &amp;Teil des Fensters</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About lbfy</source>
        <translation>Ü&amp;ber lbfy</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Service</source>
        <translation>D&amp;ienst</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Time shown</source>
        <translation>&amp;Zeitraum</translation>
    </message>
    <message>
        <source>T&amp;heme</source>
        <translation>F&amp;arben</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>Stop accepting; open connections may finish</source>
        <translation>Nichts mehr annehmen; offene Verbindungen dürfen zu Ende laufen</translation>
    </message>
    <message>
        <source>Start balancing</source>
        <translation>Lastverteilung starten</translation>
    </message>
    <message>
        <source>Hold the picture while data is still collected</source>
        <translation>Das Bild anhalten, während weiter Daten gesammelt werden</translation>
    </message>
    <message>
        <source>Try the &amp;demo</source>
        <translation>&amp;Vorführung ausprobieren</translation>
    </message>
</context>
<context>
    <name>lbfy::AddLine</name>
    <message>
        <source>Add backend…</source>
        <translation>Backend hinzufügen…</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add one or several backends (Ctrl+N). Lines of host:port can be pasted into the table as well</source>
        <translation>Ein oder mehrere Backends hinzufügen (Strg+N). Zeilen der Form Host:Port lassen sich auch in die Tabelle einfügen</translation>
    </message>
    <message>
        <source>host:port, e.g. 127.0.0.1:8081; several with commas</source>
        <translation>Host:Port, z.&#xa0;B. 127.0.0.1:8081; mehrere mit Komma</translation>
    </message>
    <message>
        <source>New backends</source>
        <translation>Neue Backends</translation>
    </message>
    <message>
        <source>host:port, optionally with a name before it and weight, max and backup behind it, separated by commas</source>
        <translation>Host:Port, auf Wunsch davor ein Name und dahinter weight, max und backup, mit Komma getrennt</translation>
    </message>
    <message>
        <source>[name=]host:port[,weight=N][,max=N][,backup]</source>
        <translation>[Name=]Host:Port[,weight=N][,max=N][,backup]</translation>
    </message>
</context>
<context>
    <name>lbfy::BackendModel</name>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>lbfy::BackendRow</name>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message numerus="yes">
        <source>%1 connections left</source>
        <translation>
            <numerusform>noch %1 Verbindung</numerusform>
            <numerusform>noch %1 Verbindungen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in 1 min</source>
        <translation>%1 in 1 min</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Ejected</source>
        <translation>Ausgeschlossen</translation>
    </message>
    <message>
        <source>Draining</source>
        <translation>Läuft aus</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
</context>
<context>
    <name>lbfy::BackendText</name>
    <message>
        <source>Line %1, “%2”: %3</source>
        <translation>Zeile %1, „%2“: %3</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>„%1“: %2</translation>
    </message>
    <message>
        <source>Type an address as host:port, for example 127.0.0.1:8081.</source>
        <translation>Eine Adresse als Host:Port angeben, zum Beispiel 127.0.0.1:8081.</translation>
    </message>
</context>
<context>
    <name>lbfy::BackendsTable</name>
    <message>
        <source>Backends</source>
        <translation>Backends</translation>
    </message>
    <message>
        <source>One row for each backend of the service, with its settings and what it does now</source>
        <translation>Eine Zeile je Backend des Dienstes, mit seinen Einstellungen und dem, was es gerade tut</translation>
    </message>
    <message>
        <source>Columns of the backends table</source>
        <translation>Spalten der Backend-Tabelle</translation>
    </message>
    <message>
        <source>No backends</source>
        <translation>Keine Backends</translation>
    </message>
    <message>
        <source>Columns that fit</source>
        <translation>Spalten, die Platz haben</translation>
    </message>
    <message>
        <source>&amp;Edit cell</source>
        <translation>Zelle &amp;bearbeiten</translation>
    </message>
    <message>
        <source>Edit the current cell</source>
        <translation>Die aktuelle Zelle bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Add backend…</source>
        <translation>Backend &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Add one or several backends</source>
        <translation>Ein oder mehrere Backends hinzufügen</translation>
    </message>
    <message>
        <source>D&amp;uplicate</source>
        <translation>&amp;Duplizieren</translation>
    </message>
    <message>
        <source>Add a copy with a name of its own</source>
        <translation>Eine Kopie mit eigenem Namen hinzufügen</translation>
    </message>
    <message>
        <source>E&amp;nable</source>
        <translation>Ak&amp;tivieren</translation>
    </message>
    <message>
        <source>Use for new connections again</source>
        <translation>Wieder für neue Verbindungen verwenden</translation>
    </message>
    <message>
        <source>&amp;Drain</source>
        <translation>Auslaufen &amp;lassen</translation>
    </message>
    <message>
        <source>No new connections; open ones go on</source>
        <translation>Keine neuen Verbindungen; offene laufen weiter</translation>
    </message>
    <message>
        <source>D&amp;isable</source>
        <translation>Deakt&amp;ivieren</translation>
    </message>
    <message>
        <source>No connections and no health checks</source>
        <translation>Keine Verbindungen und keine Prüfungen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Earlier in the configuration</source>
        <translation>Früher in der Konfiguration</translation>
    </message>
    <message>
        <source>Move d&amp;own</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Later in the configuration</source>
        <translation>Später in der Konfiguration</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy as text that can be pasted here or on a command line</source>
        <translation>Als Text kopieren, der sich hier oder in einer Befehlszeile einfügen lässt</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>Ei&amp;nfügen</translation>
    </message>
    <message>
        <source>Add the backends on the clipboard: host:port lines</source>
        <translation>Die Backends der Zwischenablage hinzufügen: Zeilen der Form Host:Port</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Open connections may finish; undo brings it back</source>
        <translation>Offene Verbindungen dürfen zu Ende laufen; Rückgängig holt es zurück</translation>
    </message>
    <message numerus="yes">
        <source>No problems: none of the %n backends is down, ejected or failing</source>
        <translation>
            <numerusform>Keine Probleme: Das einzige Backend ist weder ausgefallen noch ausgeschlossen noch gestört</numerusform>
            <numerusform>Keine Probleme: Von %n Backends ist keines ausgefallen, ausgeschlossen oder gestört</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>None of the %n backends matches the filter</source>
        <translation>
            <numerusform>Das einzige Backend passt nicht zum Filter</numerusform>
            <numerusform>Von %n Backends passt keines zum Filter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::BackendsView</name>
    <message>
        <source>Problems only</source>
        <translation>Nur Probleme</translation>
    </message>
    <message>
        <source>Show only backends that are down, ejected or failing</source>
        <translation>Nur Backends zeigen, die ausgefallen, ausgeschlossen oder gestört sind</translation>
    </message>
    <message>
        <source>Keep sorted</source>
        <translation>Sortiert halten</translation>
    </message>
    <message>
        <source>Backends</source>
        <translation>Backends</translation>
    </message>
    <message>
        <source>Sort anew as values change, though never under the pointer or while you edit</source>
        <translation>Neu sortieren, wenn sich Werte ändern, aber nie unter dem Zeiger oder während einer Eingabe</translation>
    </message>
</context>
<context>
    <name>lbfy::CellEditor</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>lbfy::Chart</name>
    <message>
        <source>1 other</source>
        <translation>1 weiteres</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>highest %1</source>
        <translation>Höchstwert %1</translation>
    </message>
    <message>
        <source>No backends to show</source>
        <translation>Keine Backends zu zeigen</translation>
    </message>
    <message>
        <source>No data yet: figures appear once the service runs</source>
        <translation>Noch keine Daten: Werte erscheinen, sobald der Dienst läuft</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>+%1 more out</source>
        <translation>+%1 weitere außer Betrieb</translation>
    </message>
    <message>
        <source>rising</source>
        <translation>steigend</translation>
    </message>
    <message>
        <source>falling</source>
        <translation>fallend</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>gleichbleibend</translation>
    </message>
    <message>
        <source>%1 %2 for %3</source>
        <translation>%1 %2 seit %3</translation>
    </message>
    <message>
        <source>%1 no data for %2</source>
        <translation>%1 seit %2 ohne Daten</translation>
    </message>
    <message>
        <source>%1 no data</source>
        <translation>%1 ohne Daten</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>up</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>ejected</source>
        <translation>ausgeschlossen</translation>
    </message>
    <message>
        <source>draining</source>
        <translation>läuft aus</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>No backends</source>
        <translation>Keine Backends</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>%1 out</source>
        <translation>%1 außer Betrieb</translation>
    </message>
</context>
<context>
    <name>lbfy::ChartPanel</name>
    <message>
        <source>EWMA latency, ms</source>
        <translation>EWMA-Latenz, ms</translation>
    </message>
    <message>
        <source>lower is better</source>
        <translation>weniger ist besser</translation>
    </message>
    <message>
        <source>Latency, ms</source>
        <translation>Latenz, ms</translation>
    </message>
    <message>
        <source>Active connections</source>
        <translation>Aktive Verbindungen</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Frozen since %1</source>
        <translation>Eingefroren seit %1</translation>
    </message>
    <message>
        <source>no data</source>
        <translation>keine Daten</translation>
    </message>
    <message>
        <source>%1 (removed)</source>
        <translation>%1 (entfernt)</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>highest within %1</source>
        <translation>Höchstwert je %1</translation>
    </message>
    <message>
        <source>cannot write %1: %2; choose another place</source>
        <translation>%1 lässt sich nicht schreiben: %2; einen anderen Ort wählen</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Service %1</source>
        <translation>Dienst %1</translation>
    </message>
    <message>
        <source>the picture would be too large; choose a smaller scale</source>
        <translation>das Bild würde zu groß; einen kleineren Maßstab wählen</translation>
    </message>
    <message>
        <source>the picture cannot be stored as PNG</source>
        <translation>das Bild lässt sich nicht als PNG speichern</translation>
    </message>
</context>
<context>
    <name>lbfy::Check</name>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>most connections</source>
        <translation>Höchstzahl der Verbindungen</translation>
    </message>
    <message>
        <source>backup</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>lbfy::Choices</name>
    <message>
        <source>Round robin</source>
        <translation>Reihum</translation>
    </message>
    <message>
        <source>Each backend in turn, heavier ones more often. Exact, and blind to load</source>
        <translation>Jedes Backend der Reihe nach, schwerere öfter. Exakt, aber blind für die Last</translation>
    </message>
    <message>
        <source>Least connections</source>
        <translation>Wenigste Verbindungen</translation>
    </message>
    <message>
        <source>The backend with the fewest open connections for its weight</source>
        <translation>Das Backend mit den wenigsten offenen Verbindungen für sein Gewicht</translation>
    </message>
    <message>
        <source>Latency-aware</source>
        <translation>Nach Latenz</translation>
    </message>
    <message>
        <source>Draws a few backends and takes the one that answers fastest for its load</source>
        <translation>Lost einige Backends aus und nimmt das, das bei seiner Last am schnellsten antwortet</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>By chance, in proportion to the weights</source>
        <translation>Nach dem Zufall, im Verhältnis der Gewichte</translation>
    </message>
    <message>
        <source>Source hash</source>
        <translation>Quell-Hash</translation>
    </message>
    <message>
        <source>The same client address always goes to the same backend while it is up</source>
        <translation>Dieselbe Client-Adresse geht immer an dasselbe Backend, solange es läuft</translation>
    </message>
    <message>
        <source>1 m</source>
        <translation>1 min</translation>
    </message>
    <message>
        <source>Show the last minute</source>
        <translation>Die letzte Minute zeigen</translation>
    </message>
    <message>
        <source>5 m</source>
        <translation>5 min</translation>
    </message>
    <message>
        <source>Show the last five minutes</source>
        <translation>Die letzten fünf Minuten zeigen</translation>
    </message>
    <message>
        <source>15 m</source>
        <translation>15 min</translation>
    </message>
    <message>
        <source>Show the last quarter of an hour</source>
        <translation>Die letzte Viertelstunde zeigen</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 h</translation>
    </message>
    <message>
        <source>Show the last hour</source>
        <translation>Die letzte Stunde zeigen</translation>
    </message>
</context>
<context>
    <name>lbfy::ColumnHeader</name>
    <message>
        <source>Reset columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>lbfy::Columns</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Whether the backend is used for new connections, since when, and why not</source>
        <translation>Ob das Backend für neue Verbindungen verwendet wird, seit wann und warum nicht</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name in charts, logs and metrics. The colour is that of its lines in the charts</source>
        <translation>Name in Diagrammen, Protokoll und Metriken. Die Farbe ist die seiner Linien in den Diagrammen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Where the backend listens: host:port or [v6]:port</source>
        <translation>Wo das Backend lauscht: Host:Port oder [v6]:Port</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Share of the connections, relative to the others: 1 to 256</source>
        <translation>Anteil an den Verbindungen im Verhältnis zu den anderen: 1 bis 256</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>Max.</translation>
    </message>
    <message>
        <source>Most connections at a time; 0 is no limit</source>
        <translation>Höchstzahl gleichzeitiger Verbindungen; 0: keine Grenze</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>Reserve</translation>
    </message>
    <message>
        <source>Used only when no other backend is usable</source>
        <translation>Nur verwendet, wenn kein anderes Backend brauchbar ist</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Connections open now</source>
        <translation>Jetzt offene Verbindungen</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Share of the connections given out in the last 10 s</source>
        <translation>Anteil an den in den letzten 10 s vergebenen Verbindungen</translation>
    </message>
    <message>
        <source>EWMA, ms</source>
        <translation>EWMA, ms</translation>
    </message>
    <message>
        <source>Latency as an average that forgets with time, milliseconds, and its last minute. Lower is better; all rows have one scale</source>
        <translation>Latenz als Mittel, das mit der Zeit vergisst, in Millisekunden, und ihre letzte Minute. Weniger ist besser; alle Zeilen haben denselben Maßstab</translation>
    </message>
    <message>
        <source>p50, ms</source>
        <translation>p50, ms</translation>
    </message>
    <message>
        <source>Half of the answers of the last 10 s came within this time, milliseconds</source>
        <translation>Die Hälfte der Antworten der letzten 10 s kam in dieser Zeit, Millisekunden</translation>
    </message>
    <message>
        <source>p99, ms</source>
        <translation>p99, ms</translation>
    </message>
    <message>
        <source>99 % of the answers of the last 10 s came within this time, milliseconds</source>
        <translation>99 % der Antworten der letzten 10 s kamen in dieser Zeit, Millisekunden</translation>
    </message>
    <message>
        <source>New/s</source>
        <translation>Neu/s</translation>
    </message>
    <message>
        <source>New connections per second</source>
        <translation>Neue Verbindungen je Sekunde</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Connections that could not be made since the start, and in the last minute</source>
        <translation>Verbindungen, die seit dem Start und in der letzten Minute nicht zustande kamen</translation>
    </message>
    <message>
        <source>Bytes/s</source>
        <translation>Bytes/s</translation>
    </message>
    <message>
        <source>Bytes per second: → to the backend, ← to the clients</source>
        <translation>Bytes je Sekunde: → zum Backend, ← zu den Clients</translation>
    </message>
</context>
<context>
    <name>lbfy::ConnectionColumns</name>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Address that the client connects from</source>
        <translation>Adresse, von der aus der Client verbindet</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Service that was connected to</source>
        <translation>Dienst, mit dem verbunden wurde</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>Backend, the last one tried</source>
        <translation>Backend, das zuletzt versuchte</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>What the connection is at</source>
        <translation>Womit die Verbindung gerade befasst ist</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why the connection ended</source>
        <translation>Warum die Verbindung endete</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Time of day at which it ended</source>
        <translation>Uhrzeit, zu der sie endete</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Time since the client was accepted</source>
        <translation>Zeit seit der Annahme des Clients</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Time from accepting to closing</source>
        <translation>Zeit von der Annahme bis zum Schließen</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>Untätig</translation>
    </message>
    <message>
        <source>Time since the last byte either way</source>
        <translation>Zeit seit dem letzten Byte in einer der Richtungen</translation>
    </message>
    <message>
        <source>↑ Bytes</source>
        <translation>↑ Bytes</translation>
    </message>
    <message>
        <source>Bytes from the client to the backend</source>
        <translation>Bytes vom Client zum Backend</translation>
    </message>
    <message>
        <source>↓ Bytes</source>
        <translation>↓ Bytes</translation>
    </message>
    <message>
        <source>Bytes from the backend to the client</source>
        <translation>Bytes vom Backend zum Client</translation>
    </message>
    <message>
        <source>↑/s</source>
        <translation>↑/s</translation>
    </message>
    <message>
        <source>Bytes per second from the client to the backend</source>
        <translation>Bytes je Sekunde vom Client zum Backend</translation>
    </message>
    <message>
        <source>↓/s</source>
        <translation>↓/s</translation>
    </message>
    <message>
        <source>Bytes per second from the backend to the client</source>
        <translation>Bytes je Sekunde vom Backend zum Client</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Exchanges: the client sends, the backend answers</source>
        <translation>Wechselspiele: Der Client sendet, das Backend antwortet</translation>
    </message>
    <message>
        <source>Turn, ms</source>
        <translation>Runde, ms</translation>
    </message>
    <message>
        <source>The last turn: milliseconds until the backend began to answer</source>
        <translation>Die letzte Runde: Millisekunden, bis das Backend zu antworten begann</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Backends that were tried</source>
        <translation>Backends, die versucht wurden</translation>
    </message>
</context>
<context>
    <name>lbfy::ConnectionFilter</name>
    <message>
        <source>The closing quote is missing.</source>
        <translation>Das schließende Anführungszeichen fehlt.</translation>
    </message>
    <message>
        <source>This is not a comparison.</source>
        <translation>Das ist kein Vergleich.</translation>
    </message>
    <message>
        <source>There is no field “%1”. Fields are: %2. In quotes it is searched for as text.</source>
        <translation>Ein Feld „%1“ gibt es nicht. Felder sind: %2. In Anführungszeichen wird es als Text gesucht.</translation>
    </message>
    <message>
        <source>What “%1” is to be compared with is missing.</source>
        <translation>Womit „%1“ verglichen werden soll, fehlt.</translation>
    </message>
    <message>
        <source>“%1” is a text: write %1:%2.</source>
        <translation>„%1“ ist ein Text: %1:%2 schreiben.</translation>
    </message>
    <message>
        <source>“%1” is not a value for “%2”: write for example %3.</source>
        <translation>„%1“ ist kein Wert für „%2“: zum Beispiel %3 schreiben.</translation>
    </message>
</context>
<context>
    <name>lbfy::ConnectionModel</name>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
</context>
<context>
    <name>lbfy::ConnectionWords</name>
    <message>
        <source>Awaiting header</source>
        <translation>Wartet auf Kopf</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Client ended</source>
        <translation>Client fertig</translation>
    </message>
    <message>
        <source>Backend ended</source>
        <translation>Backend fertig</translation>
    </message>
    <message>
        <source>Resetting</source>
        <translation>Bricht ab</translation>
    </message>
    <message>
        <source>The client has not sent its PROXY header yet.</source>
        <translation>Der Client hat seinen PROXY-Kopf noch nicht gesendet.</translation>
    </message>
    <message>
        <source>The connection to the backend is being made.</source>
        <translation>Die Verbindung zum Backend wird aufgebaut.</translation>
    </message>
    <message>
        <source>Both sides may send.</source>
        <translation>Beide Seiten dürfen senden.</translation>
    </message>
    <message>
        <source>Half-closed: the client has sent its last byte, the backend still answers.</source>
        <translation>Halb geschlossen: Der Client hat sein letztes Byte gesendet, das Backend antwortet noch.</translation>
    </message>
    <message>
        <source>Half-closed: the backend has sent its last byte, the client still sends.</source>
        <translation>Halb geschlossen: Das Backend hat sein letztes Byte gesendet, der Client sendet noch.</translation>
    </message>
    <message>
        <source>One side has reset; the other is told after the bytes before it.</source>
        <translation>Eine Seite hat abgebrochen; die andere erfährt es nach den Bytes davor.</translation>
    </message>
    <message>
        <source>Client closed</source>
        <translation>Client schloss</translation>
    </message>
    <message>
        <source>Backend closed</source>
        <translation>Backend schloss</translation>
    </message>
    <message>
        <source>Client reset</source>
        <translation>Client brach ab</translation>
    </message>
    <message>
        <source>Backend reset</source>
        <translation>Backend brach ab</translation>
    </message>
    <message>
        <source>No backend answered</source>
        <translation>Kein Backend antwortete</translation>
    </message>
    <message>
        <source>Idle too long</source>
        <translation>Zu lange untätig</translation>
    </message>
    <message>
        <source>Half-closed too long</source>
        <translation>Zu lange halb geschlossen</translation>
    </message>
    <message>
        <source>Bad PROXY header</source>
        <translation>PROXY-Kopf falsch</translation>
    </message>
    <message>
        <source>Drain time over</source>
        <translation>Auslauffrist um</translation>
    </message>
    <message>
        <source>Closed by hand</source>
        <translation>Von Hand geschlossen</translation>
    </message>
    <message>
        <source>lbfy stopped</source>
        <translation>lbfy gestoppt</translation>
    </message>
    <message>
        <source>The client was the first to end, in good order.</source>
        <translation>Der Client beendete zuerst, ordnungsgemäß.</translation>
    </message>
    <message>
        <source>The backend was the first to end, in good order.</source>
        <translation>Das Backend beendete zuerst, ordnungsgemäß.</translation>
    </message>
    <message>
        <source>The client broke the connection off.</source>
        <translation>Der Client brach die Verbindung ab.</translation>
    </message>
    <message>
        <source>The backend broke the connection off.</source>
        <translation>Das Backend brach die Verbindung ab.</translation>
    </message>
    <message>
        <source>No backend could be connected to within the attempts allowed.</source>
        <translation>Mit den erlaubten Versuchen kam zu keinem Backend eine Verbindung zustande.</translation>
    </message>
    <message>
        <source>Neither side sent anything for the service&apos;s idle timeout.</source>
        <translation>Während der Leerlauffrist des Dienstes sendete keine Seite etwas.</translation>
    </message>
    <message>
        <source>One side had ended and the other did not follow within the half-close timeout.</source>
        <translation>Eine Seite war fertig, und die andere folgte nicht innerhalb der Frist für halb geschlossene Verbindungen.</translation>
    </message>
    <message>
        <source>The client&apos;s PROXY header was missing or not valid.</source>
        <translation>Der PROXY-Kopf des Clients fehlte oder war ungültig.</translation>
    </message>
    <message>
        <source>The drain timeout was over before the connection ended by itself.</source>
        <translation>Die Auslauffrist war um, bevor die Verbindung von selbst endete.</translation>
    </message>
    <message>
        <source>Somebody closed it in this window.</source>
        <translation>Jemand hat sie in diesem Fenster geschlossen.</translation>
    </message>
    <message>
        <source>lbfy was stopped while the connection was open.</source>
        <translation>lbfy wurde gestoppt, während die Verbindung offen war.</translation>
    </message>
</context>
<context>
    <name>lbfy::ConnectionsTab</name>
    <message>
        <source>Which connections</source>
        <translation>Welche Verbindungen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Filter connections</source>
        <translation>Verbindungen filtern</translation>
    </message>
    <message>
        <source>Filter, e.g. backend:b2 age&gt;10s</source>
        <translation>Filter, z.&#xa0;B. backend:b2 age&gt;10s</translation>
    </message>
    <message>
        <source>Close selected</source>
        <translation>Ausgewählte schließen</translation>
    </message>
    <message>
        <source>Open connections</source>
        <translation>Offene Verbindungen</translation>
    </message>
    <message>
        <source>Closed connections</source>
        <translation>Geschlossene Verbindungen</translation>
    </message>
    <message>
        <source>&lt;p&gt;Words are searched for in all columns of text. Terms are joined by &lt;b&gt;and&lt;/b&gt;; a minus before a term turns it round; quotes keep blanks.&lt;/p&gt;&lt;p&gt;&lt;tt&gt;client: service: backend: state: reason:&lt;/tt&gt; contains, &lt;tt&gt;backend=b2&lt;/tt&gt; is exactly&lt;br/&gt;&lt;tt&gt;age&amp;gt;10s idle&amp;gt;1m bytes&amp;gt;1MiB rate&amp;gt;64KiB turns&amp;gt;5 turn&amp;gt;50ms&lt;/tt&gt;&lt;/p&gt;</source>
        <translation>&lt;p&gt;Wörter werden in allen Textspalten gesucht. Ausdrücke werden mit &lt;b&gt;und&lt;/b&gt; verknüpft; ein Minus vor einem Ausdruck kehrt ihn um; Anführungszeichen erhalten Leerzeichen.&lt;/p&gt;&lt;p&gt;&lt;tt&gt;client: service: backend: state: reason:&lt;/tt&gt; enthält, &lt;tt&gt;backend=b2&lt;/tt&gt; ist genau&lt;br/&gt;&lt;tt&gt;age&amp;gt;10s idle&amp;gt;1m bytes&amp;gt;1MiB rate&amp;gt;64KiB turns&amp;gt;5 turn&amp;gt;50ms&lt;/tt&gt;&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Closes the selected connections at once (Del)</source>
        <translation>Schließt die ausgewählten Verbindungen sofort (Entf)</translation>
    </message>
    <message>
        <source>More for connections</source>
        <translation>Mehr zu Verbindungen</translation>
    </message>
    <message>
        <source>Copy, order and columns</source>
        <translation>Kopieren, Reihenfolge und Spalten</translation>
    </message>
    <message>
        <source>Frozen %1 · +%2 new</source>
        <translation>Eingefroren %1 · +%2 neu</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 offen</translation>
    </message>
    <message>
        <source>%1 closed</source>
        <translation>%1 geschlossen</translation>
    </message>
    <message>
        <source>%1 of them listed</source>
        <translation>davon %1 aufgeführt</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>%1 gezeigt</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Start the load balancer to see who connects.</source>
        <translation>Nach dem Start des Load-Balancers ist zu sehen, wer sich verbindet.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>No connection matches the filter</source>
        <translation>Keine Verbindung passt zum Filter</translation>
    </message>
    <message numerus="yes">
        <source>%1 are hidden by it.</source>
        <translation>
            <numerusform>%1 ist ausgeblendet.</numerusform>
            <numerusform>%1 sind ausgeblendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Nothing has been closed yet</source>
        <translation>Noch nichts geschlossen</translation>
    </message>
    <message>
        <source>The last 1,000 connections are kept here, with the reason.</source>
        <translation>Die letzten 1000 Verbindungen bleiben hier stehen, mit dem Grund.</translation>
    </message>
    <message>
        <source>No connection is open</source>
        <translation>Keine Verbindung ist offen</translation>
    </message>
    <message>
        <source>No service is listening.</source>
        <translation>Kein Dienst lauscht.</translation>
    </message>
    <message>
        <source>Clients of %1 appear here as soon as they connect.</source>
        <translation>Clients von %1 erscheinen hier, sobald sie sich verbinden.</translation>
    </message>
    <message>
        <source>Close selected (%1)</source>
        <translation>Ausgewählte schließen (%1)</translation>
    </message>
    <message>
        <source>Only backend %1</source>
        <translation>Nur Backend %1</translation>
    </message>
    <message>
        <source>Only client %1</source>
        <translation>Nur Client %1</translation>
    </message>
    <message>
        <source>Only reason %1</source>
        <translation>Nur Grund %1</translation>
    </message>
    <message>
        <source>Copy all as CSV</source>
        <translation>Alles als CSV kopieren</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Keep sorted</source>
        <translation>Sortiert halten</translation>
    </message>
    <message>
        <source>Sorts again at each update, except while the pointer is over the rows</source>
        <translation>Sortiert bei jeder Aktualisierung neu, außer solange der Zeiger über den Zeilen steht</translation>
    </message>
    <message>
        <source>Listing the connections…</source>
        <translation>Die Verbindungen werden aufgelistet…</translation>
    </message>
</context>
<context>
    <name>lbfy::CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
</context>
<context>
    <name>lbfy::CoreText</name>
    <message>
        <source>the host is missing</source>
        <translation>der Host fehlt</translation>
    </message>
    <message>
        <source>the host is not a valid IPv4 address</source>
        <translation>der Host ist keine gültige IPv4-Adresse</translation>
    </message>
    <message>
        <source>the host is neither an IP address nor a valid name</source>
        <translation>der Host ist weder eine IP-Adresse noch ein gültiger Name</translation>
    </message>
    <message>
        <source>the host must be an IP address or localhost</source>
        <translation>der Host muss eine IP-Adresse oder localhost sein</translation>
    </message>
    <message>
        <source>an IPv6 address with a zone (%) is not supported</source>
        <translation>eine IPv6-Adresse mit Zone (%) wird nicht unterstützt</translation>
    </message>
    <message>
        <source>an IPv6 address is written in brackets, as in [::1]:8080</source>
        <translation>eine IPv6-Adresse steht in Klammern, wie in [::1]:8080</translation>
    </message>
    <message>
        <source>what stands in brackets is not a valid IPv6 address</source>
        <translation>was in Klammern steht, ist keine gültige IPv6-Adresse</translation>
    </message>
    <message>
        <source>the closing bracket is missing, as in [::1]:8080</source>
        <translation>die schließende Klammer fehlt, wie in [::1]:8080</translation>
    </message>
    <message>
        <source>a colon and the port must follow the closing bracket</source>
        <translation>auf die schließende Klammer müssen Doppelpunkt und Port folgen</translation>
    </message>
    <message>
        <source>the port is missing</source>
        <translation>der Port fehlt</translation>
    </message>
    <message>
        <source>the port is missing, as in 127.0.0.1:8080</source>
        <translation>der Port fehlt, wie in 127.0.0.1:8080</translation>
    </message>
    <message>
        <source>the port must be a plain number, %1 to %2</source>
        <translation>der Port muss eine einfache Zahl sein, %1 bis %2</translation>
    </message>
    <message>
        <source>the port must be %1 to %2</source>
        <translation>der Port muss %1 bis %2 sein</translation>
    </message>
    <message>
        <source>to listen on every address, write 0.0.0.0 or [::]</source>
        <translation>um auf jeder Adresse zu lauschen, 0.0.0.0 oder [::] schreiben</translation>
    </message>
    <message>
        <source>a name is 1 to 64 printable characters</source>
        <translation>ein Name besteht aus 1 bis 64 druckbaren Zeichen</translation>
    </message>
    <message>
        <source>must be a whole number, %1 to %2</source>
        <translation>muss eine ganze Zahl sein, %1 bis %2</translation>
    </message>
    <message>
        <source>must be %1 to %2, or &quot;0s&quot;</source>
        <translation>muss %1 bis %2 sein, oder „0s“</translation>
    </message>
    <message>
        <source>must be %1 to %2</source>
        <translation>muss %1 bis %2 sein</translation>
    </message>
    <message>
        <source>must be a number with a unit, as in &quot;250ms&quot;, &quot;5s&quot;, &quot;10m&quot; or &quot;1h&quot;</source>
        <translation>muss eine Zahl mit Einheit sein, wie „250ms“, „5s“, „10m“ oder „1h“</translation>
    </message>
    <message>
        <source>must be 1, true, yes or on, or else 0, false, no or off</source>
        <translation>muss 1, true, yes oder on sein, sonst 0, false, no oder off</translation>
    </message>
    <message>
        <source>must be an address with a port, or &quot;off&quot;</source>
        <translation>muss eine Adresse mit Port sein, oder „off“</translation>
    </message>
    <message>
        <source>must begin with &quot;/&quot; and have no spaces and no control characters</source>
        <translation>muss mit „/“ beginnen und darf weder Leer- noch Steuerzeichen enthalten</translation>
    </message>
    <message>
        <source>must be %1 or %2</source>
        <translation>muss %1 oder %2 sein</translation>
    </message>
    <message>
        <source>unknown attribute %1; did you mean %2?</source>
        <translation>unbekanntes Attribut %1; war %2 gemeint?</translation>
    </message>
    <message>
        <source>unknown attribute %1</source>
        <translation>unbekanntes Attribut %1</translation>
    </message>
    <message>
        <source>%1 needs a value, as in %2</source>
        <translation>%1 braucht einen Wert, wie in %2</translation>
    </message>
    <message>
        <source>%1 takes no value</source>
        <translation>%1 nimmt keinen Wert</translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation>%1 ist zweimal angegeben</translation>
    </message>
    <message>
        <source>the closing quote of the name is missing, as in %1</source>
        <translation>das schließende Anführungszeichen des Namens fehlt, wie in %1</translation>
    </message>
    <message>
        <source>&quot;=&quot; and an address must follow the name in quotes, as in %1</source>
        <translation>auf den Namen in Anführungszeichen müssen „=“ und eine Adresse folgen, wie in %1</translation>
    </message>
    <message>
        <source>weight %1: %2</source>
        <translation>Gewicht %1: %2</translation>
    </message>
    <message>
        <source>max %1: %2</source>
        <translation>max %1: %2</translation>
    </message>
    <message>
        <source>the name is already that of another backend</source>
        <translation>der Name gehört schon einem anderen Backend</translation>
    </message>
    <message>
        <source>the name is already that of another service</source>
        <translation>der Name gehört schon einem anderen Dienst</translation>
    </message>
    <message>
        <source>address %1: the service&apos;s own listen address; it would connect to itself</source>
        <translation>Adresse %1: dort lauscht der Dienst selbst; er würde sich mit sich selbst verbinden</translation>
    </message>
    <message>
        <source>listen %1: already the address of %2</source>
        <translation>Adresse %1: schon die von %2</translation>
    </message>
    <message>
        <source>already the address of %1</source>
        <translation>schon die Adresse von %1</translation>
    </message>
    <message>
        <source>listen %1: collides with the metrics endpoint on %2</source>
        <translation>Adresse %1: stößt mit den Metriken auf %2 zusammen</translation>
    </message>
    <message>
        <source>collides with the metrics endpoint on %1</source>
        <translation>stößt mit den Metriken auf %1 zusammen</translation>
    </message>
    <message>
        <source>needs the key &quot;expect&quot;, not empty</source>
        <translation>braucht die erwartete Antwort („expect“), nicht leer</translation>
    </message>
    <message>
        <source>must not be below base_time, which is %1</source>
        <translation>darf nicht unter der Grundzeit (base_time) liegen, die %1 ist</translation>
    </message>
    <message>
        <source>must not be above max_time, which is %1</source>
        <translation>darf nicht über der Höchstzeit (max_time) liegen, die %1 ist</translation>
    </message>
    <message>
        <source>missing key %1</source>
        <translation>es fehlt %1</translation>
    </message>
    <message>
        <source>no service; at least one [[service]] is needed</source>
        <translation>kein Dienst; mindestens einer ([[service]]) ist nötig</translation>
    </message>
    <message>
        <source>no backend; at least one [[service.backend]] is needed</source>
        <translation>kein Backend; mindestens eines ([[service.backend]]) ist nötig</translation>
    </message>
    <message>
        <source>the file is laid out in a way that cannot be changed in place</source>
        <translation>die Datei ist so aufgebaut, dass sie nicht an Ort und Stelle geändert werden kann</translation>
    </message>
    <message>
        <source>cannot listen on %1: %2</source>
        <translation>auf %1 kann nicht gelauscht werden: %2</translation>
    </message>
    <message>
        <source>address in use (by %1, process %2); %4 is free</source>
        <translation>Adresse belegt (von %1, Prozess %2); frei ist %4</translation>
    </message>
    <message>
        <source>address in use; %2 is free</source>
        <translation>Adresse belegt; frei ist %2</translation>
    </message>
    <message>
        <source>address in use (by %1, process %2)</source>
        <translation>Adresse belegt (von %1, Prozess %2)</translation>
    </message>
    <message>
        <source>address in use</source>
        <translation>Adresse belegt</translation>
    </message>
    <message>
        <source>this machine has no such address</source>
        <translation>dieser Rechner hat keine solche Adresse</translation>
    </message>
    <message>
        <source>no permission; ports below 1024 need root or CAP_NET_BIND_SERVICE</source>
        <translation>keine Berechtigung; Ports unter 1024 brauchen root oder CAP_NET_BIND_SERVICE</translation>
    </message>
    <message>
        <source>max_connections: %1 connections need %2 descriptors, and the limit of %3 carries %4 connections; lower max_connections or raise the limit (ulimit -n, LimitNOFILE=)</source>
        <translation>Höchstzahl der Verbindungen: %1 Verbindungen brauchen %2 Deskriptoren, die Grenze von %3 trägt %4 Verbindungen; die Höchstzahl senken oder die Grenze anheben (ulimit -n, LimitNOFILE=)</translation>
    </message>
    <message>
        <source>workers: takes effect after a restart</source>
        <translation>Arbeiter-Threads: gilt nach einem Neustart</translation>
    </message>
    <message>
        <source>lbfy %1 starts</source>
        <translation>lbfy %1 startet</translation>
    </message>
    <message>
        <source>configuration applied</source>
        <translation>Konfiguration übernommen</translation>
    </message>
    <message>
        <source>no longer listening on %1</source>
        <translation>lauscht nicht mehr auf %1</translation>
    </message>
    <message>
        <source>listening on %1</source>
        <translation>lauscht auf %1</translation>
    </message>
    <message>
        <source>metrics on %1</source>
        <translation>Metriken auf %1</translation>
    </message>
    <message>
        <source>strategy of %1 is now %2, was %3</source>
        <translation>Strategie von %1 ist jetzt „%2“, vorher „%3“</translation>
    </message>
    <message>
        <source>backend %1 is now called %2</source>
        <translation>Backend %1 heißt jetzt %2</translation>
    </message>
    <message>
        <source>backend %1 is up again: %2 in %3</source>
        <translation>Backend %1 ist wieder da: %2 in %3</translation>
    </message>
    <message>
        <source>backend %1 is up: %2 in %3</source>
        <translation>Backend %1 ist da: %2 in %3</translation>
    </message>
    <message>
        <source>backend %1 is down: %2</source>
        <translation>Backend %1 ist ausgefallen: %2</translation>
    </message>
    <message>
        <source>backend %1 is ejected: %2</source>
        <translation>Backend %1 ist ausgeschlossen: %2</translation>
    </message>
    <message>
        <source>backend %1 is back after its ejection: %2</source>
        <translation>Backend %1 ist nach seinem Ausschluss zurück: %2</translation>
    </message>
    <message>
        <source>cannot resolve %1: %2; keeping the last good answer</source>
        <translation>%1 lässt sich nicht auflösen: %2; die letzte gute Antwort gilt weiter</translation>
    </message>
    <message>
        <source>cannot resolve %1: %2</source>
        <translation>%1 lässt sich nicht auflösen: %2</translation>
    </message>
    <message>
        <source>health check not counted: %1</source>
        <translation>Prüfung nicht gezählt: %1</translation>
    </message>
    <message>
        <source>%1 more clients refused</source>
        <translation>%1 weitere Clients abgewiesen</translation>
    </message>
    <message>
        <source>client refused</source>
        <translation>Client abgewiesen</translation>
    </message>
    <message>
        <source>accepting rests for 100 ms: %1</source>
        <translation>100 ms lang wird nichts angenommen: %1</translation>
    </message>
    <message>
        <source>no new connections; waiting for those open to end</source>
        <translation>keine neuen Verbindungen; die offenen laufen zu Ende</translation>
    </message>
    <message>
        <source>connection refused</source>
        <translation>Verbindung abgelehnt</translation>
    </message>
    <message>
        <source>timed out while connecting</source>
        <translation>Zeit beim Verbinden abgelaufen</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine rechtzeitige Antwort</translation>
    </message>
    <message>
        <source>lbfy itself stood still</source>
        <translation>lbfy selbst stand still</translation>
    </message>
    <message>
        <source>closed without an answer</source>
        <translation>ohne Antwort geschlossen</translation>
    </message>
    <message>
        <source>closed before a whole HTTP status line</source>
        <translation>vor einer ganzen HTTP-Statuszeile geschlossen</translation>
    </message>
    <message>
        <source>closed before the expected answer</source>
        <translation>vor der erwarteten Antwort geschlossen</translation>
    </message>
    <message>
        <source>the answer is not HTTP</source>
        <translation>die Antwort ist kein HTTP</translation>
    </message>
    <message>
        <source>HTTP status %1</source>
        <translation>HTTP-Status %1</translation>
    </message>
    <message>
        <source>the first 64 KiB of the answer do not contain what is expected</source>
        <translation>die ersten 64 KiB der Antwort enthalten nicht, was erwartet wird</translation>
    </message>
    <message>
        <source>%1 check passed</source>
        <translation>Prüfung (%1) bestanden</translation>
    </message>
    <message>
        <source>%1 failures in a row</source>
        <translation>%1 Fehler in Folge</translation>
    </message>
    <message>
        <source>its health check passes again</source>
        <translation>seine Prüfung gelingt wieder</translation>
    </message>
    <message>
        <source>ejection time is over</source>
        <translation>die Zeit des Ausschlusses ist um</translation>
    </message>
    <message>
        <source>ejection is off</source>
        <translation>Ausschluss ist abgeschaltet</translation>
    </message>
    <message>
        <source>made ready by the operator</source>
        <translation>wieder aktiviert</translation>
    </message>
    <message>
        <source>set to drain</source>
        <translation>läuft aus</translation>
    </message>
    <message>
        <source>set to disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>max_connections: %1 connections need %2 descriptors, and the limit of %3 carries %4 connections beside the %5 that workers, listeners and checks need; lower max_connections or raise the limit (ulimit -n, LimitNOFILE=)</source>
        <translation>Höchstzahl der Verbindungen: %1 Verbindungen brauchen %2 Deskriptoren; die Grenze von %3 trägt %4 Verbindungen neben den %5, die Threads, Adressen und Prüfungen brauchen; die Höchstzahl (max_connections) senken oder die Grenze anheben (ulimit -n, LimitNOFILE=)</translation>
    </message>
    <message>
        <source>cannot start worker %1 of %2: %3; try fewer workers</source>
        <translation>Thread %1 von %2 lässt sich nicht starten: %3; weniger Threads versuchen</translation>
    </message>
    <message>
        <source>must be a time with a unit, as in &quot;250us&quot;, &quot;8ms&quot; or &quot;1.5s&quot;</source>
        <translation>muss eine Zeit mit Einheit sein, etwa „250us“, „8ms“ oder „1.5s“</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a time with a unit, as in &quot;250us&quot;, &quot;8ms&quot; or &quot;1.5s&quot;</source>
        <translation>„%1“ muss eine Zeit mit Einheit sein, etwa „250us“, „8ms“ oder „1.5s“</translation>
    </message>
    <message>
        <source>must be a mean and a deviation, as in 8ms,2ms</source>
        <translation>muss Mittel und Abweichung sein, etwa 8ms,2ms</translation>
    </message>
    <message>
        <source>must be a median and a sigma, as in 8ms,0.5</source>
        <translation>muss Median und Sigma sein, etwa 8ms,0.5</translation>
    </message>
    <message>
        <source>must be the usual delay, the rare one and its share, as in 5ms,80ms,2%</source>
        <translation>muss die übliche Verzögerung, die seltene und deren Anteil sein, etwa 5ms,80ms,2%</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be a sigma of %2 to %3, as in 0.5</source>
        <translation>„%1“ muss ein Sigma von %2 bis %3 sein, etwa 0.5</translation>
    </message>
    <message>
        <source>&quot;%1&quot; must be %2 to %3</source>
        <translation>„%1“ muss %2 bis %3 sein</translation>
    </message>
    <message>
        <source>unknown distribution %1; known are %2</source>
        <translation>unbekannte Verteilung %1; bekannt sind %2</translation>
    </message>
    <message>
        <source>the rates of reset, hang and close must be 100% together at most</source>
        <translation>Abbruch, Hängen und Schließen dürfen zusammen höchstens 100% sein</translation>
    </message>
    <message>
        <source>must be a number with a unit, as in &quot;512B&quot;, &quot;64KiB&quot;, &quot;1MiB&quot; or &quot;1GiB&quot;, or &quot;off&quot;</source>
        <translation>muss eine Zahl mit Einheit sein, etwa „512B“, „64KiB“, „1MiB“ oder „1GiB“, oder „off“</translation>
    </message>
    <message>
        <source>must be a number with a unit, as in &quot;512B&quot;, &quot;64KiB&quot;, &quot;1MiB&quot; or &quot;1GiB&quot;</source>
        <translation>muss eine Zahl mit Einheit sein, etwa „512B“, „64KiB“, „1MiB“ oder „1GiB“</translation>
    </message>
    <message>
        <source>must be %1 to %2, or &quot;off&quot;</source>
        <translation>muss %1 bis %2 sein, oder „off“</translation>
    </message>
    <message>
        <source>must be a number, %1 to %2</source>
        <translation>muss eine Zahl sein, %1 bis %2</translation>
    </message>
    <message>
        <source>https is not supported, only plain TCP and HTTP</source>
        <translation>https wird nicht unterstützt, nur schlichtes TCP und HTTP</translation>
    </message>
    <message>
        <source>cannot start the load: %1</source>
        <translation>die Last lässt sich nicht starten: %1</translation>
    </message>
    <message>
        <source>%1 cannot listen on its port again: %2</source>
        <translation>%1 kann nicht wieder an seinem Port lauschen: %2</translation>
    </message>
</context>
<context>
    <name>lbfy::DataView</name>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy all as CSV</source>
        <translation>Alles als CSV kopieren</translation>
    </message>
</context>
<context>
    <name>lbfy::DemoBanner</name>
    <message>
        <source>Slo&amp;w down</source>
        <translation>&amp;Verlangsamen</translation>
    </message>
    <message>
        <source>&amp;Kill</source>
        <translation>Abschieße&amp;n</translation>
    </message>
    <message>
        <source>%1 clients a second</source>
        <translation>%1 Clients je Sekunde</translation>
    </message>
    <message>
        <source>Clients a second</source>
        <translation>Clients je Sekunde</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Vorführung</translation>
    </message>
    <message>
        <source>Backend to slow down or kill</source>
        <translation>Backend, das verlangsamt oder abgeschossen wird</translation>
    </message>
    <message>
        <source>Its answers take %1 ms more</source>
        <translation>Seine Antworten dauern %1 ms länger</translation>
    </message>
    <message>
        <source>Its connections are reset and new ones refused, until it is revived</source>
        <translation>Seine Verbindungen werden zurückgesetzt und neue abgelehnt, bis es wiederbelebt wird</translation>
    </message>
    <message>
        <source>&amp;Backend</source>
        <translation>Ba&amp;ckend</translation>
    </message>
    <message>
        <source>Four backends, a service and its clients; nothing of it is saved.</source>
        <translation>Vier Backends, ein Dienst und seine Clients; nichts davon wird gespeichert.</translation>
    </message>
    <message>
        <source>The service does not run: start it, and clients come.</source>
        <translation>Der Dienst läuft nicht: Starten Sie ihn, dann kommen Clients.</translation>
    </message>
    <message>
        <source>New clients go where answers come soon. Slow down the fast backend, and watch.</source>
        <translation>Neue Clients gehen dorthin, wo Antworten bald kommen. Verlangsamen Sie das schnelle Backend und sehen Sie zu.</translation>
    </message>
    <message>
        <source>The slow backend gets as many clients as the fast one. Switch, and watch its share and p99 fall.</source>
        <translation>Das langsame Backend bekommt so viele Clients wie das schnelle. Wechseln Sie und sehen Sie, wie sein Anteil und p99 fallen.</translation>
    </message>
    <message>
        <source>Switch to latency-aware, and watch the slow backend&apos;s share and p99.</source>
        <translation>Wechseln Sie zu „Nach Latenz“ und beobachten Sie den Anteil des langsamen Backends und p99.</translation>
    </message>
    <message>
        <source>Back to ro&amp;und robin</source>
        <translation>Zurück zu Reih&amp;um</translation>
    </message>
    <message>
        <source>Switch to latenc&amp;y-aware</source>
        <translation>Zu „Nach Latenz“ &amp;wechseln</translation>
    </message>
    <message>
        <source>%1 (killed)</source>
        <translation>%1 (abgeschossen)</translation>
    </message>
    <message>
        <source>%1 (slowed)</source>
        <translation>%1 (verlangsamt)</translation>
    </message>
    <message>
        <source>&amp;Revive</source>
        <translation>Wiederbelebe&amp;n</translation>
    </message>
    <message>
        <source>S&amp;top clients</source>
        <translation>Clients sto&amp;ppen</translation>
    </message>
    <message>
        <source>S&amp;tart clients</source>
        <translation>Clients sta&amp;rten</translation>
    </message>
</context>
<context>
    <name>lbfy::Document</name>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo “%1”</source>
        <translation>Rückgängig: „%1“</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo “%1”</source>
        <translation>Wiederholen: „%1“</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Make %1 a backup</source>
        <translation>%1 zur Reserve machen</translation>
    </message>
    <message>
        <source>Make %1 a primary</source>
        <translation>%1 zum regulären Backend machen</translation>
    </message>
    <message>
        <source>Drain %1</source>
        <translation>%1 auslaufen lassen</translation>
    </message>
    <message>
        <source>Enable %1</source>
        <translation>%1 aktivieren</translation>
    </message>
    <message>
        <source>Disable %1</source>
        <translation>%1 deaktivieren</translation>
    </message>
    <message>
        <source>Lift the limit of %1</source>
        <translation>Grenze von %1 aufheben</translation>
    </message>
    <message>
        <source>Change %1 of %2 to %3</source>
        <translation>%1 von %2 auf %3 ändern</translation>
    </message>
    <message>
        <source>Duplicate %1</source>
        <translation>%1 duplizieren</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>A service needs at least one backend. Disable it instead, or add another one first.</source>
        <translation>Ein Dienst braucht mindestens ein Backend. Es stattdessen deaktivieren oder zuerst ein weiteres hinzufügen.</translation>
    </message>
    <message>
        <source>Remove %1 (open connections may finish within %2)</source>
        <translation>%1 entfernen (offene Verbindungen dürfen binnen %2 zu Ende laufen)</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Move %1 up</source>
        <translation>%1 nach oben verschieben</translation>
    </message>
    <message>
        <source>Move %1 down</source>
        <translation>%1 nach unten verschieben</translation>
    </message>
    <message>
        <source>Switch to %1</source>
        <translation>Zu %1 wechseln</translation>
    </message>
    <message>
        <source>The listen address: %1</source>
        <translation>Die Adresse des Dienstes: %1</translation>
    </message>
    <message>
        <source>Listen on %1</source>
        <translation>Auf %1 lauschen</translation>
    </message>
    <message>
        <source>The name of a service: %1</source>
        <translation>Der Name eines Dienstes: %1</translation>
    </message>
    <message>
        <source>Rename service %1 to %2</source>
        <translation>Dienst %1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Change settings of %1</source>
        <translation>Einstellungen von %1 ändern</translation>
    </message>
    <message>
        <source>Add service %1</source>
        <translation>Dienst %1 hinzufügen</translation>
    </message>
    <message>
        <source>A configuration needs at least one service. Stop it instead, or add another one first.</source>
        <translation>Eine Konfiguration braucht mindestens einen Dienst. Stattdessen stoppen oder zuerst einen weiteren hinzufügen.</translation>
    </message>
    <message>
        <source>Remove service %1</source>
        <translation>Dienst %1 entfernen</translation>
    </message>
    <message>
        <source>Change program settings</source>
        <translation>Programmeinstellungen ändern</translation>
    </message>
    <message>
        <source>No service listens on %1 any more.</source>
        <translation>Auf %1 lauscht kein Dienst mehr.</translation>
    </message>
    <message>
        <source>This configuration has no file yet: choose “Save as…”.</source>
        <translation>Diese Konfiguration hat noch keine Datei: „Speichern unter…“ wählen.</translation>
    </message>
    <message>
        <source>Reload %1</source>
        <translation>%1 neu laden</translation>
    </message>
    <message numerus="yes">
        <source>Limit %1 to %n connections</source>
        <translation>
            <numerusform>%1 auf höchstens %n Verbindung begrenzen</numerusform>
            <numerusform>%1 auf höchstens %n Verbindungen begrenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %1 of %n backends to %2</source>
        <translation>
            <numerusform>%1 von %n Backend auf %2 ändern</numerusform>
            <numerusform>%1 von %n Backends auf %2 ändern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Drain %n backends</source>
        <translation>
            <numerusform>%n Backend auslaufen lassen</numerusform>
            <numerusform>%n Backends auslaufen lassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %n backends</source>
        <translation>
            <numerusform>%n Backend aktivieren</numerusform>
            <numerusform>%n Backends aktivieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %n backends</source>
        <translation>
            <numerusform>%n Backend deaktivieren</numerusform>
            <numerusform>%n Backends deaktivieren</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Add %n backends</source>
        <translation>
            <numerusform>%n Backend hinzufügen</numerusform>
            <numerusform>%n Backends hinzufügen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n backends</source>
        <translation>
            <numerusform>%n Backend</numerusform>
            <numerusform>%n Backends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n backends (open connections may finish within %1)</source>
        <translation>
            <numerusform>%n Backend entfernen (offene Verbindungen dürfen binnen %1 zu Ende laufen)</numerusform>
            <numerusform>%n Backends entfernen (offene Verbindungen dürfen binnen %1 zu Ende laufen)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n backends</source>
        <translation>
            <numerusform>%n Backend entfernen</numerusform>
            <numerusform>%n Backends entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n backends up</source>
        <translation>
            <numerusform>%n Backend nach oben verschieben</numerusform>
            <numerusform>%n Backends nach oben verschieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n backends down</source>
        <translation>
            <numerusform>%n Backend nach unten verschieben</numerusform>
            <numerusform>%n Backends nach unten verschieben</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::DocumentBars</name>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>&amp;Use %1</source>
        <translation>%1 &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>Nicht ausgeführt: %1</translation>
    </message>
    <message>
        <source>%1 was not opened:</source>
        <translation>%1 wurde nicht geöffnet:</translation>
    </message>
    <message>
        <source>%1 was opened, but:</source>
        <translation>%1 wurde geöffnet, aber:</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>%1 has changed on disk, and you have changes that are not saved.</source>
        <translation>%1 hat sich auf der Platte geändert, und hier gibt es ungespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>%1 has changed on disk.</source>
        <translation>%1 hat sich auf der Platte geändert.</translation>
    </message>
    <message>
        <source>&amp;Reload</source>
        <translation>&amp;Neu laden</translation>
    </message>
    <message>
        <source>Show &amp;difference</source>
        <translation>&amp;Unterschied zeigen</translation>
    </message>
    <message>
        <source>&amp;Keep mine</source>
        <translation>&amp;Meine behalten</translation>
    </message>
    <message>
        <source>%1: difference</source>
        <translation>%1: Unterschied</translation>
    </message>
    <message>
        <source>Lines only on disk begin with +, lines only here with -</source>
        <translation>Zeilen nur auf der Platte beginnen mit +, Zeilen nur von hier mit -</translation>
    </message>
    <message>
        <source>Listen on %1</source>
        <translation>Auf %1 lauschen</translation>
    </message>
</context>
<context>
    <name>lbfy::EffectLine</name>
    <message>
        <source>Put this comparison away</source>
        <translation>Diesen Vergleich ausblenden</translation>
    </message>
    <message>
        <source>Since %1 at %2:</source>
        <translation>Seit „%1“ um %2:</translation>
    </message>
</context>
<context>
    <name>lbfy::EventLane</name>
    <message>
        <source>Events in view</source>
        <translation>Sichtbare Ereignisse</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>%1, %2 of %3</source>
        <translation>%1, %2 von %3</translation>
    </message>
    <message>
        <source>No events</source>
        <translation>Keine Ereignisse</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>Ereignisse: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n events</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::EventModel</name>
    <message numerus="yes">
        <source>%1 (%2 events)</source>
        <translation>
            <numerusform>%1 (%2 Ereignis)</numerusform>
            <numerusform>%1 (%2 Ereignisse)</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine Angabe</translation>
    </message>
</context>
<context>
    <name>lbfy::EventWords</name>
    <message>
        <source>Up</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Ejected</source>
        <translation>Ausgeschlossen</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>Wieder aufgenommen</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Reload</source>
        <translation>Neu geladen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
</context>
<context>
    <name>lbfy::EventsTab</name>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Filter events</source>
        <translation>Ereignisse filtern</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>Nach Text filtern</translation>
    </message>
    <message>
        <source>Set marker…</source>
        <translation>Markierung setzen…</translation>
    </message>
    <message>
        <source>Show on the charts</source>
        <translation>In den Diagrammen zeigen</translation>
    </message>
    <message>
        <source>Kind of events</source>
        <translation>Art der Ereignisse</translation>
    </message>
    <message>
        <source>All kinds</source>
        <translation>Alle Arten</translation>
    </message>
    <message>
        <source>Marks this moment on the charts (M)</source>
        <translation>Markiert diesen Augenblick in den Diagrammen (M)</translation>
    </message>
    <message>
        <source>Events: %1</source>
        <translation>Ereignisse: %1</translation>
    </message>
    <message>
        <source>No event matches the filter</source>
        <translation>Kein Ereignis passt zum Filter</translation>
    </message>
    <message>
        <source>Events of other kinds or with other words are hidden.</source>
        <translation>Ereignisse anderer Art oder mit anderen Wörtern sind ausgeblendet.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch nichts geschehen</translation>
    </message>
    <message>
        <source>State changes, edits, switches of the strategy and refusals are listed here, with their cause.</source>
        <translation>Hier stehen Zustandswechsel, Änderungen, Wechsel der Strategie und Abweisungen, jeweils mit ihrer Ursache.</translation>
    </message>
</context>
<context>
    <name>lbfy::FigureStrip</name>
    <message>
        <source>Key figures</source>
        <translation>Kennzahlen</translation>
    </message>
</context>
<context>
    <name>lbfy::Figures</name>
    <message>
        <source>Backends up</source>
        <translation>Laufende Backends</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Backends that pass their checks and are not ejected, drained or disabled, of all there are</source>
        <translation>Backends, die ihre Prüfungen bestehen und weder ausgeschlossen noch deaktiviert sind noch auslaufen, von allen</translation>
    </message>
    <message>
        <source>none up</source>
        <translation>keines läuft</translation>
    </message>
    <message>
        <source>panic: health is ignored</source>
        <translation>Panik: Prüfung zählt nicht</translation>
    </message>
    <message>
        <source>%1 out</source>
        <translation>%1 außer Betrieb</translation>
    </message>
    <message>
        <source>all up</source>
        <translation>alle laufen</translation>
    </message>
    <message>
        <source>none failing</source>
        <translation>keines gestört</translation>
    </message>
    <message>
        <source>Active connections</source>
        <translation>Aktive Verbindungen</translation>
    </message>
    <message>
        <source>Connections open now. At the limit new clients are refused at once</source>
        <translation>Verbindungen, die jetzt offen sind. An der Grenze werden neue Clients sofort abgewiesen</translation>
    </message>
    <message>
        <source>(limit: %1)</source>
        <translation>(Grenze: %1)</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>nearly full</source>
        <translation>fast voll</translation>
    </message>
    <message>
        <source>New connections</source>
        <translation>Neue Verbindungen</translation>
    </message>
    <message>
        <source>%1 /s</source>
        <translation>%1 /s</translation>
    </message>
    <message>
        <source>Connections accepted per second, over the last second</source>
        <translation>Angenommene Verbindungen je Sekunde, in der letzten Sekunde</translation>
    </message>
    <message>
        <source>p50 / p99 latency</source>
        <translation>Latenz p50 / p99</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>How long answers take, over the last ten seconds: half take less than the first value, all but one in a hundred less than the second</source>
        <translation>Wie lange Antworten dauern, in den letzten zehn Sekunden: die Hälfte kürzer als der erste Wert, alle bis auf eine von hundert kürzer als der zweite</translation>
    </message>
    <message numerus="yes">
        <source>%1 answers measured</source>
        <translation>
            <numerusform>%1 Antwort gemessen</numerusform>
            <numerusform>%1 Antworten gemessen</numerusform>
        </translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Clients refused, given up without a backend, or reset by their backend, per second</source>
        <translation>Clients, die abgewiesen, ohne Backend aufgegeben oder von ihrem Backend abgebrochen wurden, je Sekunde</translation>
    </message>
    <message>
        <source>failing</source>
        <translation>Fehler treten auf</translation>
    </message>
</context>
<context>
    <name>lbfy::FilterEdit</name>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Clear the filter (Esc)</source>
        <translation>Filter leeren (Esc)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>lbfy::Format</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 T %2 h</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 T</translation>
    </message>
</context>
<context>
    <name>lbfy::GlobalSettings</name>
    <message>
        <source>Program settings</source>
        <translation>Programmeinstellungen</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>For all services. “off” as the metrics address: no endpoint.</source>
        <translation>Für alle Dienste. „off“ als Metrik-Adresse: kein Endpunkt.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Lines on standard error; the window&apos;s own log shows the same.</source>
        <translation>Zeilen auf der Standardfehlerausgabe; das Protokoll des Fensters zeigt dieselben.</translation>
    </message>
</context>
<context>
    <name>lbfy::HeadlessCommand</name>
    <message>
        <source>Save the configuration first: options cannot describe several services.</source>
        <translation>Zuerst die Konfiguration speichern: Optionen können nicht mehrere Dienste beschreiben.</translation>
    </message>
    <message>
        <source>Options cannot say everything: save the configuration to keep all settings.</source>
        <translation>Optionen können nicht alles ausdrücken: Die Konfiguration speichern, um alle Einstellungen zu behalten.</translation>
    </message>
</context>
<context>
    <name>lbfy::InfoBar</name>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>lbfy::JumpButton</name>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>%1, go there</source>
        <translation>%1, dorthin springen</translation>
    </message>
</context>
<context>
    <name>lbfy::KeyField</name>
    <message>
        <source>%1. Default %2</source>
        <translation>%1. Vorgabe: %2</translation>
    </message>
    <message>
        <source>Back to the default, %1</source>
        <translation>Zurück zur Vorgabe, %1</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1: back to the default</source>
        <translation>%1: zurück zur Vorgabe</translation>
    </message>
    <message>
        <source>was empty</source>
        <translation>war leer</translation>
    </message>
    <message>
        <source>was %1</source>
        <translation>war %1</translation>
    </message>
    <message>
        <source>%1; changed, not applied yet</source>
        <translation>%1; geändert, noch nicht angewendet</translation>
    </message>
    <message>
        <source>%1 (%2 in the file)</source>
        <translation>%1 (%2 in der Datei)</translation>
    </message>
</context>
<context>
    <name>lbfy::LogModel</name>
    <message numerus="yes">
        <source>%1 lines left out here: they came faster than the window takes them.</source>
        <translation>
            <numerusform>Hier ist %1 Zeile ausgelassen: Sie kam schneller, als das Fenster sie aufnimmt.</numerusform>
            <numerusform>Hier sind %1 Zeilen ausgelassen: Sie kamen schneller, als das Fenster sie aufnimmt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>lbfy::LogTab</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>Protokoll filtern</translation>
    </message>
    <message>
        <source>Filter by text</source>
        <translation>Nach Text filtern</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Info and worse</source>
        <translation>Ab Info</translation>
    </message>
    <message>
        <source>Warnings and worse</source>
        <translation>Ab Warnung</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Lines: %1</source>
        <translation>Zeilen: %1</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>%1 gezeigt</translation>
    </message>
    <message>
        <source>No line matches the filter</source>
        <translation>Keine Zeile passt zum Filter</translation>
    </message>
    <message>
        <source>Lines of lower levels or with other words are hidden.</source>
        <translation>Zeilen niedrigerer Stufen oder mit anderen Wörtern sind ausgeblendet.</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
    <message>
        <source>Nothing has been logged yet</source>
        <translation>Noch nichts protokolliert</translation>
    </message>
    <message>
        <source>What lbfy writes to its log appears here as well, the last 5,000 lines.</source>
        <translation>Was lbfy in sein Protokoll schreibt, erscheint auch hier, die letzten 5000 Zeilen.</translation>
    </message>
</context>
<context>
    <name>lbfy::LowerTabs</name>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Why this backend?</source>
        <translation>Warum dieses Backend?</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Connections, events, picks, log and load</source>
        <translation>Verbindungen, Ereignisse, Wahlen, Protokoll und Last</translation>
    </message>
    <message>
        <source>Connections (%1)</source>
        <translation>Verbindungen (%1)</translation>
    </message>
    <message>
        <source>Events (%1)</source>
        <translation>Ereignisse (%1)</translation>
    </message>
    <message>
        <source>Show the lists</source>
        <translation>Listen zeigen</translation>
    </message>
    <message>
        <source>Fold the lists, which leaves more room to the charts</source>
        <translation>Listen einklappen: mehr Platz für die Diagramme</translation>
    </message>
    <message>
        <source>Fold the lists</source>
        <translation>Listen einklappen</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Test backends</source>
        <translation>Testbackends</translation>
    </message>
</context>
<context>
    <name>lbfy::MainWindow</name>
    <message>
        <source>Filter backends</source>
        <translation>Backends filtern</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Configurations (*.toml);;All files (*)</source>
        <translation>Konfigurationen (*.toml);;Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>%1 is used for new connections; %2 open ones stay where they are.</source>
        <translation>
            <numerusform>„%1“ gilt für neue Verbindungen; %2 offene bleibt, wo sie ist.</numerusform>
            <numerusform>„%1“ gilt für neue Verbindungen; %2 offene bleiben, wo sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is used for new connections.</source>
        <translation>„%1“ gilt für neue Verbindungen.</translation>
    </message>
    <message>
        <source>Open a configuration</source>
        <translation>Konfiguration öffnen</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern un&amp;ter…</translation>
    </message>
    <message>
        <source>Save the configuration</source>
        <translation>Konfiguration speichern</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>Geschrieben nach %1</translation>
    </message>
    <message>
        <source>Set marker</source>
        <translation>Markierung setzen</translation>
    </message>
    <message>
        <source>What happens at %1:</source>
        <translation>Was um %1 geschieht:</translation>
    </message>
    <message>
        <source>Marker %1</source>
        <translation>Markierung %1</translation>
    </message>
    <message>
        <source>%1 is removed; its open connections may finish.</source>
        <translation>%1 ist entfernt; offene Verbindungen dürfen zu Ende laufen.</translation>
    </message>
    <message>
        <source>About lbfy</source>
        <translation>Über lbfy</translation>
    </message>
    <message>
        <source>&lt;h3&gt;lbfy %1&lt;/h3&gt;&lt;p&gt;A layer-4 load balancer with a live dashboard.&lt;/p&gt;&lt;p&gt;Qt %2. Free software under the GNU General Public License, version 3 or later; it comes without warranty.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;lbfy %1&lt;/h3&gt;&lt;p&gt;Ein Layer-4-Load-Balancer mit Live-Anzeige.&lt;/p&gt;&lt;p&gt;Qt %2. Freie Software unter der GNU General Public License, Version 3 oder neuer; ohne Gewährleistung.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>No new connections are taken; lbfy quits when those open (%1 now) have finished.</source>
        <translation>Neue Verbindungen werden nicht mehr angenommen; lbfy endet, wenn die offenen (jetzt %1) fertig sind.</translation>
    </message>
    <message>
        <source>&amp;Quit now</source>
        <translation>&amp;Sofort beenden</translation>
    </message>
    <message numerus="yes">
        <source>%1 connections are open. Quitting now would cut them.</source>
        <translation>
            <numerusform>%1 Verbindung ist offen. Sofortiges Beenden würde sie trennen.</numerusform>
            <numerusform>%1 Verbindungen sind offen. Sofortiges Beenden würde sie trennen.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Let them finish, then quit</source>
        <translation>Auslau&amp;fen lassen, dann beenden</translation>
    </message>
    <message>
        <source>&amp;Keep running in the tray</source>
        <translation>Im Benachrichtigungsfeld &amp;weiterlaufen</translation>
    </message>
    <message>
        <source>No backend is up (%1: %2). Start a program there, or give the address of one that runs.</source>
        <translation>Kein Backend läuft (%1: %2). Dort ein Programm starten oder die Adresse eines laufenden angeben.</translation>
    </message>
    <message>
        <source>down</source>
        <translation>ausgefallen</translation>
    </message>
    <message>
        <source>&amp;Edit the address</source>
        <translation>Adr&amp;esse bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Add a backend</source>
        <translation>Ba&amp;ckend hinzufügen</translation>
    </message>
    <message>
        <source>Filter backends (%1)</source>
        <translation>Backends filtern (%1)</translation>
    </message>
    <message>
        <source>&amp;Discard them</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Quit without saving</source>
        <translation>&amp;Beenden, ohne zu speichern</translation>
    </message>
    <message>
        <source>There are changes that are not saved.</source>
        <translation>Es gibt Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>%1 has changes that are not saved.</source>
        <translation>%1 hat Änderungen, die nicht gespeichert sind.</translation>
    </message>
    <message>
        <source>&amp;Save first</source>
        <translation>Zuerst &amp;speichern</translation>
    </message>
    <message>
        <source>No backend takes new connections: all are drained or disabled.</source>
        <translation>Kein Backend nimmt neue Verbindungen an: Alle laufen aus oder sind deaktiviert.</translation>
    </message>
    <message>
        <source>&amp;Enable all</source>
        <translation>Alle &amp;aktivieren</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Vorführung</translation>
    </message>
    <message>
        <source>Listen on %1</source>
        <translation>Auf %1 lauschen</translation>
    </message>
    <message>
        <source>Switch to %1</source>
        <translation>Zu „%1“ wechseln</translation>
    </message>
    <message>
        <source>Add a service</source>
        <translation>Dienst hinzufügen</translation>
    </message>
    <message>
        <source>Remove service %1</source>
        <translation>Dienst %1 entfernen</translation>
    </message>
    <message>
        <source>The demo has no file: its backends and addresses are gone when it ends. Configurations are opened and saved in an lbfy of your own.</source>
        <translation>Die Vorführung hat keine Datei: Ihre Backends und Adressen sind mit ihrem Ende fort. Konfigurationen werden in einem eigenen lbfy geöffnet und gespeichert.</translation>
    </message>
    <message>
        <source>&amp;Start lbfy</source>
        <translation>lbfy &amp;starten</translation>
    </message>
    <message>
        <source>lbfy could not be started.</source>
        <translation>lbfy ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>The demo could not be started.</source>
        <translation>Die Vorführung ließ sich nicht starten.</translation>
    </message>
    <message>
        <source>Try the &amp;demo</source>
        <translation>&amp;Vorführung ausprobieren</translation>
    </message>
    <message>
        <source>Enable all backends</source>
        <translation>Alle Backends aktivieren</translation>
    </message>
</context>
<context>
    <name>lbfy::PickDetail</name>
    <message>
        <source>The pick in detail</source>
        <translation>Die Wahl im Einzelnen</translation>
    </message>
    <message>
        <source>%1 was refused: no backend was usable</source>
        <translation>%1 wurde abgewiesen: Kein Backend war brauchbar</translation>
    </message>
</context>
<context>
    <name>lbfy::PickModel</name>
    <message>
        <source>Nobody usable</source>
        <translation>Keines brauchbar</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>Gewählt</translation>
    </message>
</context>
<context>
    <name>lbfy::PickWords</name>
    <message>
        <source>latency × (open turns + 1) / weight</source>
        <translation>Latenz × (offene Runden + 1) / Gewicht</translation>
    </message>
    <message>
        <source>Only one backend could be drawn, so nothing was compared. Otherwise the lower cost wins: %1.</source>
        <translation>Nur ein Backend konnte ausgelost werden, daher wurde nichts verglichen. Sonst gewinnen die niedrigeren Kosten: %1.</translation>
    </message>
    <message>
        <source>Of two drawn at random the one with the lower cost: %1.</source>
        <translation>Von zwei ausgelosten das mit den niedrigeren Kosten: %1.</translation>
    </message>
    <message>
        <source>Of %1 drawn at random or kept from the last pick the one with the lowest cost: %2.</source>
        <translation>Von %1, ausgelost oder von der letzten Wahl gemerkt, das mit den niedrigsten Kosten: %2.</translation>
    </message>
    <message>
        <source>Round robin</source>
        <translation>Reihum</translation>
    </message>
    <message>
        <source>Least connections</source>
        <translation>Wenigste Verbindungen</translation>
    </message>
    <message>
        <source>Latency-aware</source>
        <translation>Nach Latenz</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Source hash</source>
        <translation>Quell-Hash</translation>
    </message>
    <message>
        <source>Each usable backend in its turn, as often as its weight says; nothing is compared.</source>
        <translation>Jedes brauchbare Backend der Reihe nach, so oft, wie sein Gewicht sagt; verglichen wird nichts.</translation>
    </message>
    <message>
        <source>Of all usable backends the one with the fewest connections for its weight: (active + 1) / weight. Equal ones take turns.</source>
        <translation>Von allen brauchbaren Backends das mit den wenigsten Verbindungen für sein Gewicht: (aktive + 1) / Gewicht. Gleiche wechseln sich ab.</translation>
    </message>
    <message>
        <source>Drawn at random, each usable backend as often as its weight says; nothing is compared.</source>
        <translation>Ausgelost, jedes brauchbare Backend so oft, wie sein Gewicht sagt; verglichen wird nichts.</translation>
    </message>
    <message>
        <source>The client&apos;s address decides: the same address goes to the same backend as long as that is usable.</source>
        <translation>Die Adresse des Clients entscheidet: Dieselbe Adresse geht an dasselbe Backend, solange es brauchbar ist.</translation>
    </message>
    <message>
        <source>%1 was refused: no backend was usable.</source>
        <translation>%1 wurde abgewiesen: Kein Backend war brauchbar.</translation>
    </message>
    <message>
        <source>%1 went to %2. Candidates: %3. %4</source>
        <translation>%1 ging an %2. Kandidaten: %3. %4</translation>
    </message>
</context>
<context>
    <name>lbfy::PicksTab</name>
    <message>
        <source>Last picks</source>
        <translation>Letzte Wahlen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Start the load balancer to see how it chooses.</source>
        <translation>Nach dem Start des Load-Balancers ist zu sehen, wie er wählt.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>No backend has been picked yet</source>
        <translation>Noch kein Backend gewählt</translation>
    </message>
    <message>
        <source>With the next connection this shows which backends were weighed, and why one was chosen.</source>
        <translation>Mit der nächsten Verbindung zeigt sich hier, welche Backends abgewogen wurden und warum eines gewählt wurde.</translation>
    </message>
</context>
<context>
    <name>lbfy::PreferencesDialog</name>
    <message>
        <source>Theme</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>As the desktop wants it</source>
        <translation>Wie der Desktop es will</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Updates per second</source>
        <translation>Aktualisierungen je Sekunde</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Updates per second</source>
        <translation>&amp;Aktualisierungen je Sekunde</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Holds from the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Icon in the system tray; closing the window then keeps lbfy running</source>
        <translation>&amp;Symbol im Benachrichtigungsfeld; lbfy läuft dann nach dem Schließen des Fensters weiter</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>Desktop</translation>
    </message>
    <message>
        <source>This desktop shows no tray icons.</source>
        <translation>Dieser Desktop zeigt keine solchen Symbole.</translation>
    </message>
    <message>
        <source>&amp;Notify when a backend goes down while the window is hidden</source>
        <translation>&amp;Benachrichtigen, wenn ein Backend ausfällt, während das Fenster verborgen ist</translation>
    </message>
</context>
<context>
    <name>lbfy::ServiceBar</name>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>&amp;Listen on</source>
        <translation>&amp;Lauscht auf</translation>
    </message>
    <message>
        <source>Address to listen on</source>
        <translation>Adresse, auf der gelauscht wird</translation>
    </message>
    <message>
        <source>address:port, e.g. 127.0.0.1:8080</source>
        <translation>Adresse:Port, z.&#xa0;B. 127.0.0.1:8080</translation>
    </message>
    <message>
        <source>Where clients connect; press Enter to change it</source>
        <translation>Womit sich Clients verbinden; ändern mit der Eingabetaste</translation>
    </message>
    <message>
        <source>Listening on %1; press Enter to change it</source>
        <translation>Lauscht auf %1; ändern mit der Eingabetaste</translation>
    </message>
</context>
<context>
    <name>lbfy::ServiceList</name>
    <message>
        <source>stopped</source>
        <translation>gestoppt</translation>
    </message>
    <message>
        <source>%1 of %2 up, %3 open</source>
        <translation>%1 von %2 in Betrieb, %3 offen</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
</context>
<context>
    <name>lbfy::ServiceSettings</name>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>When to refuse, retry and give up.</source>
        <translation>Wann abgelehnt, neu versucht und aufgegeben wird.</translation>
    </message>
    <message>
        <source>PROXY protocol</source>
        <translation>PROXY-Protokoll</translation>
    </message>
    <message>
        <source>A header with the client&apos;s address, ahead of its bytes.</source>
        <translation>Ein Kopf mit der Adresse des Clients, vor dessen Bytes.</translation>
    </message>
    <message>
        <source>Health check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Asks each backend at intervals whether it works.</source>
        <translation>Fragt jedes Backend regelmäßig, ob es arbeitet.</translation>
    </message>
    <message>
        <source>Ejection</source>
        <translation>Ausschluss</translation>
    </message>
    <message>
        <source>Takes a backend that fails real connections out for a while.</source>
        <translation>Nimmt ein Backend, an dem echte Verbindungen scheitern, eine Weile heraus.</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>What the strategy “latency-aware” goes by.</source>
        <translation>Wonach die Strategie „Nach Latenz“ sich richtet.</translation>
    </message>
    <message>
        <source>Service “%1”</source>
        <translation>Dienst „%1“</translation>
    </message>
</context>
<context>
    <name>lbfy::SettingsForm</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>An&amp;wenden</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>&amp;OK</translation>
    </message>
    <message>
        <source>Apply and close (Ctrl+Return)</source>
        <translation>Anwenden und schließen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Use these settings now; the file changes when you save</source>
        <translation>Diese Einstellungen jetzt verwenden; die Datei ändert sich beim Speichern</translation>
    </message>
    <message>
        <source>Close and change nothing (Esc)</source>
        <translation>Schließen und nichts ändern (Esc)</translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>Keine Änderungen</translation>
    </message>
    <message>
        <source>%1 to correct</source>
        <translation>%1 zu berichtigen</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n Änderung</numerusform>
            <numerusform>%n Änderungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lbfy::SettingsWindows</name>
    <message>
        <source>Service settings</source>
        <translation>Einstellungen des Dienstes</translation>
    </message>
    <message>
        <source>Program settings</source>
        <translation>Programmeinstellungen</translation>
    </message>
</context>
<context>
    <name>lbfy::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
</context>
<context>
    <name>lbfy::StatusLine</name>
    <message>
        <source>Copy the metrics address</source>
        <translation>Metrik-Adresse kopieren</translation>
    </message>
    <message>
        <source>Copy the command that starts this without a window</source>
        <translation>Den Befehl kopieren, der dies ohne Fenster startet</translation>
    </message>
    <message>
        <source>What lbfy itself takes: of one core, and of memory</source>
        <translation>Was lbfy selbst braucht: von einem Kern und an Speicher</translation>
    </message>
    <message>
        <source>Metrics are off</source>
        <translation>Metriken sind aus</translation>
    </message>
    <message>
        <source>Metrics: %1</source>
        <translation>Metriken: %1</translation>
    </message>
    <message>
        <source>Copies: %1</source>
        <translation>Kopiert: %1</translation>
    </message>
    <message>
        <source>Undo: %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>lbfy takes %1 of a core, %2</source>
        <translation>lbfy braucht %1 eines Kerns, %2</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
</context>
<context>
    <name>lbfy::SwitchEffect</name>
    <message numerus="yes">
        <source>not enough traffic to compare yet: %1 turns before and %2 since, %3 needed on each side</source>
        <translation>
            <numerusform>noch zu wenig Verkehr für einen Vergleich: %1 Runde vorher und %2 seither, je %3 sind nötig</numerusform>
            <numerusform>noch zu wenig Verkehr für einen Vergleich: %1 Runden vorher und %2 seither, je %3 sind nötig</numerusform>
        </translation>
    </message>
    <message>
        <source>p50 %1, p99 %2, errors %3 /s</source>
        <translation>p50 %1, p99 %2, Fehler %3 /s</translation>
    </message>
    <message numerus="yes">
        <source>(%1 turns before, %2 since)</source>
        <translation>
            <numerusform>(%1 Runde vorher, %2 seither)</numerusform>
            <numerusform>(%1 Runden vorher, %2 seither)</numerusform>
        </translation>
    </message>
    <message>
        <source>p50 turn</source>
        <translation>Runde p50</translation>
    </message>
    <message>
        <source>p99 turn</source>
        <translation>Runde p99</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>errors /s</source>
        <translation>Fehler /s</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>backends have changed as well</source>
        <translation>auch die Backends sind andere</translation>
    </message>
</context>
<context>
    <name>lbfy::Tray</name>
    <message>
        <source>&amp;Show lbfy</source>
        <translation>lbfy &amp;zeigen</translation>
    </message>
    <message>
        <source>lbfy: stopped</source>
        <translation>lbfy: gestoppt</translation>
    </message>
    <message>
        <source>lbfy: %1 of %2 up, %3 new connections per second</source>
        <translation>lbfy: %1 von %2 in Betrieb, %3 neue Verbindungen je Sekunde</translation>
    </message>
    <message>
        <source>%1: backend down</source>
        <translation>%1: Backend ausgefallen</translation>
    </message>
</context>
<context>
    <name>lbfy::keys</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Listen address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Metrics address</source>
        <translation>Metrik-Adresse</translation>
    </message>
    <message>
        <source>I/O threads</source>
        <translation>E/A-Threads</translation>
    </message>
    <message>
        <source>Log level</source>
        <translation>Protokollstufe</translation>
    </message>
    <message>
        <source>Log format</source>
        <translation>Protokollform</translation>
    </message>
    <message>
        <source>Log connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Send header</source>
        <translation>Kopf senden</translation>
    </message>
    <message>
        <source>Accept header</source>
        <translation>Kopf verlangen</translation>
    </message>
    <message>
        <source>HTTP path</source>
        <translation>HTTP-Pfad</translation>
    </message>
    <message>
        <source>Max ejected, %</source>
        <translation>Höchstens aus, %</translation>
    </message>
    <message>
        <source>Panic below, %</source>
        <translation>Panik unter, %</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Send and expect</source>
        <translation>Senden, erwarten</translation>
    </message>
    <message>
        <source>Latency-aware</source>
        <translation>Nach Latenz</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>v1</source>
        <translation>v1</translation>
    </message>
    <message>
        <source>v2</source>
        <translation>v2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Drain timeout</source>
        <translation>Auslauffrist</translation>
    </message>
    <message>
        <source>Max connections</source>
        <translation>Verbindungen max.</translation>
    </message>
    <message>
        <source>Connect timeout</source>
        <translation>Verbindungsfrist</translation>
    </message>
    <message>
        <source>Connect attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Idle timeout</source>
        <translation>Leerlauffrist</translation>
    </message>
    <message>
        <source>Half close timeout</source>
        <translation>Halb-zu-Frist</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>Fall</source>
        <translation>Bis ausgefallen</translation>
    </message>
    <message>
        <source>Rise</source>
        <translation>Bis erholt</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Expect</source>
        <translation>Erwarten</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Base time</source>
        <translation>Grunddauer</translation>
    </message>
    <message>
        <source>Max time</source>
        <translation>Höchstdauer</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>Abklingzeit</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Round robin</source>
        <translation>Reihum</translation>
    </message>
    <message>
        <source>Least connections</source>
        <translation>Wenigste Verbindungen</translation>
    </message>
    <message>
        <source>Random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Source hash</source>
        <translation>Quell-Hash</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Warn</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>Debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Logfmt</source>
        <translation>Logfmt</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>metrics endpoint</source>
        <translation>Endpunkt der Metriken</translation>
    </message>
    <message>
        <source>I/O threads; 0: one per CPU</source>
        <translation>Threads für Ein- und Ausgabe; 0: einer je CPU</translation>
    </message>
    <message>
        <source>how long a stop waits for connections; &quot;0s&quot;: not at all</source>
        <translation>wie lange ein Stopp auf Verbindungen wartet; &quot;0s&quot;: gar nicht</translation>
    </message>
    <message>
        <source>least important log lines to write</source>
        <translation>unwichtigste Zeilen, die noch geschrieben werden</translation>
    </message>
    <message>
        <source>form of log lines</source>
        <translation>Form der Protokollzeilen</translation>
    </message>
    <message>
        <source>closed connections that get a log line</source>
        <translation>geschlossene Verbindungen, die eine Zeile bekommen</translation>
    </message>
    <message>
        <source>name in logs, metrics and the window</source>
        <translation>Name in Protokoll, Metriken und Fenster</translation>
    </message>
    <message>
        <source>front address of the service</source>
        <translation>Adresse, auf der der Dienst lauscht</translation>
    </message>
    <message>
        <source>how a backend is chosen</source>
        <translation>wie ein Backend gewählt wird</translation>
    </message>
    <message>
        <source>load-shedding threshold</source>
        <translation>Schwelle, ab der abgewiesen wird</translation>
    </message>
    <message>
        <source>time for one connection attempt to a backend</source>
        <translation>Zeit für einen Verbindungsversuch zu einem Backend</translation>
    </message>
    <message>
        <source>distinct backends tried before the client is given up</source>
        <translation>verschiedene Backends, die versucht werden, ehe der Client aufgegeben wird</translation>
    </message>
    <message>
        <source>close after that long without a byte; &quot;0s&quot;: never</source>
        <translation>nach so langer Stille schließen; &quot;0s&quot;: nie</translation>
    </message>
    <message>
        <source>close that long after one side has finished; &quot;0s&quot;: never</source>
        <translation>so lange nach dem Ende einer Seite schließen; &quot;0s&quot;: nie</translation>
    </message>
    <message>
        <source>PROXY protocol towards the backends</source>
        <translation>PROXY-Protokoll zu den Backends</translation>
    </message>
    <message>
        <source>clients must send a PROXY header</source>
        <translation>Clients müssen einen PROXY-Kopf senden</translation>
    </message>
    <message>
        <source>what an active check asks</source>
        <translation>was eine Prüfung fragt</translation>
    </message>
    <message>
        <source>time between checks of a backend</source>
        <translation>Zeit zwischen zwei Prüfungen eines Backends</translation>
    </message>
    <message>
        <source>time for one check</source>
        <translation>Zeit für eine Prüfung</translation>
    </message>
    <message>
        <source>failures in a row that make a backend down</source>
        <translation>Fehler in Folge, nach denen ein Backend als ausgefallen gilt</translation>
    </message>
    <message>
        <source>successes in a row that make it up again</source>
        <translation>Erfolge in Folge, nach denen es wieder läuft</translation>
    </message>
    <message>
        <source>what an &quot;http&quot; check asks for</source>
        <translation>wonach eine HTTP-Prüfung fragt</translation>
    </message>
    <message>
        <source>what a &quot;send-expect&quot; check sends</source>
        <translation>was eine Prüfung „Senden, erwarten“ sendet</translation>
    </message>
    <message>
        <source>what the answer to it must contain</source>
        <translation>was die Antwort darauf enthalten muss</translation>
    </message>
    <message>
        <source>failures in a row that eject a backend; 0: off</source>
        <translation>Fehler in Folge, die ein Backend ausschließen; 0: aus</translation>
    </message>
    <message>
        <source>length of the first ejection</source>
        <translation>Dauer des ersten Ausschlusses</translation>
    </message>
    <message>
        <source>greatest length of an ejection</source>
        <translation>größte Dauer eines Ausschlusses</translation>
    </message>
    <message>
        <source>share of the backends that may be ejected</source>
        <translation>Anteil der Backends, der ausgeschlossen sein darf</translation>
    </message>
    <message>
        <source>usable share below which health is ignored</source>
        <translation>brauchbarer Anteil, unter dem die Prüfung nicht mehr zählt</translation>
    </message>
    <message>
        <source>time constant of the latency estimate</source>
        <translation>Zeitkonstante der Latenzschätzung</translation>
    </message>
    <message>
        <source>candidates drawn per choice</source>
        <translation>Kandidaten, die je Wahl ausgelost werden</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
</context>
<context>
    <name>lbfy::LabField</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>lbfy::LoadForm</name>
    <message>
        <source>Kind of load</source>
        <translation>Art der Last</translation>
    </message>
    <message>
        <source>Open loop</source>
        <translation>Offene Schleife</translation>
    </message>
    <message>
        <source>Closed loop</source>
        <translation>Geschlossene Schleife</translation>
    </message>
    <message>
        <source>Turns are due at times of their own, and waiting counts: what users feel</source>
        <translation>Runden sind zu eigenen Zeiten fällig, und Warten zählt mit: was Benutzer spüren</translation>
    </message>
    <message>
        <source>Each connection waits for its answer, then asks again: how much the target can do</source>
        <translation>Jede Verbindung wartet auf ihre Antwort und fragt dann wieder: wie viel das Ziel schafft</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>A service of this lbfy, or any address such as 127.0.0.1:8080 or http://127.0.0.1:8080/</source>
        <translation>Ein Dienst dieses lbfy oder eine beliebige Adresse wie 127.0.0.1:8080 oder http://127.0.0.1:8080/</translation>
    </message>
    <message>
        <source>address:port</source>
        <translation>Adresse:Port</translation>
    </message>
    <message>
        <source>Poisson</source>
        <translation>Poisson</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Gleichmäßig</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>Gaps between turns: random, as of users who know nothing of one another, or all equal</source>
        <translation>Abstände der Runden: zufällig wie bei Benutzern, die nichts voneinander wissen, oder alle gleich</translation>
    </message>
    <message>
        <source>Echo</source>
        <translation>Echo</translation>
    </message>
    <message>
        <source>Fixed size</source>
        <translation>Feste Größe</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>What counts as an answer: as many bytes as were sent, a number of bytes, or an HTTP response</source>
        <translation>Was als Antwort zählt: so viele Bytes, wie gesendet wurden, eine Anzahl Bytes oder eine HTTP-Antwort</translation>
    </message>
    <message>
        <source>Turns a second</source>
        <translation>Runden je Sekunde</translation>
    </message>
    <message>
        <source>So many turns are due, answered or not</source>
        <translation>So viele Runden sind fällig, beantwortet oder nicht</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Open at once, each with one turn at a time</source>
        <translation>Zugleich offen, jede mit einer Runde auf einmal</translation>
    </message>
    <message>
        <source>Think time</source>
        <translation>Bedenkzeit</translation>
    </message>
    <message>
        <source>Between an answer and the next turn</source>
        <translation>Zwischen einer Antwort und der nächsten Runde</translation>
    </message>
    <message>
        <source>Open at most</source>
        <translation>Höchstens offen</translation>
    </message>
    <message>
        <source>Connections; a turn that finds none of them free waits, and its waiting counts</source>
        <translation>Verbindungen; eine Runde, die keine davon frei findet, wartet, und ihr Warten zählt mit</translation>
    </message>
    <message>
        <source>Turns a connection</source>
        <translation>Runden je Verbindung</translation>
    </message>
    <message>
        <source>Then it is closed and a new one opened, which is a new pick; 0: it is kept</source>
        <translation>Danach wird sie geschlossen und eine neue geöffnet, also neu gewählt; 0: sie bleibt</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>0s: until it is stopped</source>
        <translation>0s: bis sie beendet wird</translation>
    </message>
    <message>
        <source>Bytes a turn</source>
        <translation>Bytes je Runde</translation>
    </message>
    <message>
        <source>Sent with each turn, such as 64B or 4KiB</source>
        <translation>Mit jeder Runde gesendet, etwa 64B oder 4KiB</translation>
    </message>
    <message>
        <source>Bytes answered</source>
        <translation>Bytes der Antwort</translation>
    </message>
    <message>
        <source>So long is each answer</source>
        <translation>So lang ist jede Antwort</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>What GET asks for</source>
        <translation>Wonach GET fragt</translation>
    </message>
    <message>
        <source>Answer within</source>
        <translation>Antwort binnen</translation>
    </message>
    <message>
        <source>A turn that takes longer, from when it was due, is an error</source>
        <translation>Eine Runde, die von ihrer Fälligkeit an länger dauert, ist ein Fehler</translation>
    </message>
    <message>
        <source>Tar&amp;get</source>
        <translation>&amp;Ziel</translation>
    </message>
    <message>
        <source>%1 (not running)</source>
        <translation>%1 (läuft nicht)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>The service does not run: start it, or name another target, as in 127.0.0.1:8080.</source>
        <translation>Der Dienst läuft nicht: starten Sie ihn, oder nennen Sie ein anderes Ziel, etwa 127.0.0.1:8080.</translation>
    </message>
    <message>
        <source>Target: name one, as in 127.0.0.1:8080</source>
        <translation>Ziel: nennen Sie eines, etwa 127.0.0.1:8080</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>Ziel: %1</translation>
    </message>
</context>
<context>
    <name>lbfy::LoadTab</name>
    <message>
        <source>Connections: no more than %1, since lbfy needs descriptors of its own; raise its limit for more</source>
        <translation>Verbindungen: höchstens %1, denn lbfy braucht selbst Deskriptoren; für mehr heben Sie seine Grenze an</translation>
    </message>
    <message>
        <source>Copy the result as text</source>
        <translation>Das Ergebnis als Text kopieren</translation>
    </message>
    <message>
        <source>Copy the result as JSON</source>
        <translation>Das Ergebnis als JSON kopieren</translation>
    </message>
    <message>
        <source>Result of the load</source>
        <translation>Ergebnis der Last</translation>
    </message>
    <message>
        <source>No load yet</source>
        <translation>Noch keine Last</translation>
    </message>
    <message>
        <source>Start one to see how fast its turns are answered.</source>
        <translation>Starten Sie eine, um zu sehen, wie schnell ihre Runden beantwortet werden.</translation>
    </message>
    <message>
        <source>Progress of the load</source>
        <translation>Fortschritt der Last</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Load wanted</source>
        <translation>Gewünschte Last</translation>
    </message>
    <message>
        <source>Target: %1</source>
        <translation>Ziel: %1</translation>
    </message>
    <message>
        <source>Stop loa&amp;d</source>
        <translation>Las&amp;t beenden</translation>
    </message>
    <message>
        <source>Start loa&amp;d</source>
        <translation>Las&amp;t starten</translation>
    </message>
    <message>
        <source>looking the name up</source>
        <translation>sucht den Namen</translation>
    </message>
</context>
<context>
    <name>lbfy::LoadResult</name>
    <message>
        <source>%1, %2 a second</source>
        <translation>%1, %2 je Sekunde</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>%1 opened, %2 open now</source>
        <translation>%1 geöffnet, %2 jetzt offen</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Unvollendet</translation>
    </message>
    <message>
        <source>%1, not counted</source>
        <translation>%1, nicht gezählt</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>%1, and %2 waiting</source>
        <translation>%1, und %2 warten</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>The load itself was late by %1 (p99), which latencies include: it lacks CPU time</source>
        <translation>Die Last selbst war um %1 (p99) zu spät, was in den Latenzen steckt: ihr fehlt Rechenzeit</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, %2 of turns</source>
        <translation>%1, %2 der Runden</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>Längste</translation>
    </message>
    <message>
        <source>The longest of all</source>
        <translation>Die längste von allen</translation>
    </message>
    <message>
        <source>So long, or less, took that share of them: p99 is 99 in a hundred</source>
        <translation>So lange oder kürzer dauerte dieser Anteil davon: p99 sind 99 von hundert</translation>
    </message>
</context>
<context>
    <name>lbfy::LoadWords</name>
    <message>
        <source>refused: nobody listens</source>
        <translation>abgelehnt: niemand lauscht</translation>
    </message>
    <message>
        <source>the connection was reset</source>
        <translation>die Verbindung wurde zurückgesetzt</translation>
    </message>
    <message>
        <source>closed before the whole answer had come</source>
        <translation>geschlossen, bevor die ganze Antwort da war</translation>
    </message>
    <message>
        <source>no answer in time</source>
        <translation>keine Antwort in der Zeit</translation>
    </message>
    <message>
        <source>another answer than expected</source>
        <translation>eine andere Antwort als erwartet</translation>
    </message>
    <message>
        <source>too many turns were waiting</source>
        <translation>zu viele Runden warteten</translation>
    </message>
    <message>
        <source>lbfy has no descriptor left</source>
        <translation>lbfy hat keinen Deskriptor mehr frei</translation>
    </message>
    <message>
        <source>this machine has no source port left</source>
        <translation>dieser Rechner hat keinen Quellport mehr frei</translation>
    </message>
    <message>
        <source>other, such as an unreachable network</source>
        <translation>anderes, etwa ein unerreichbares Netz</translation>
    </message>
    <message>
        <source>Nothing has been answered (%1).</source>
        <translation>Nichts wurde beantwortet (%1).</translation>
    </message>
    <message>
        <source>%1, until stopped</source>
        <translation>%1, bis sie beendet wird</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>waiting for the last answers</source>
        <translation>wartet auf die letzten Antworten</translation>
    </message>
    <message>
        <source>stopped after %1</source>
        <translation>beendet nach %1</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
</context>
<context>
    <name>lbfy::TestBackendRow</name>
    <message>
        <source>Constant</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Log-normal</source>
        <translation>Lognormal</translation>
    </message>
    <message>
        <source>Two-point</source>
        <translation>Zweipunkt</translation>
    </message>
    <message>
        <source>%1, distribution of its delay</source>
        <translation>%1, Verteilung der Verzögerung</translation>
    </message>
    <message>
        <source>Its connections are reset and new ones refused, until it is revived</source>
        <translation>Seine Verbindungen werden zurückgesetzt und neue abgelehnt, bis es wiederbelebt wird</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>Delay</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>From a request to the beginning of its answer</source>
        <translation>Von einer Anfrage bis zum Beginn ihrer Antwort</translation>
    </message>
    <message>
        <source>Its numbers</source>
        <translation>Ihre Zahlen</translation>
    </message>
    <message>
        <source>8ms; normal: mean and deviation, 8ms,2ms; log-normal: median and sigma, 8ms,0.5; two-point: usual, rare, and the share of rare, 5ms,80ms,2%</source>
        <translation>8ms; normal: Mittel und Abweichung, 8ms,2ms; lognormal: Median und Sigma, 8ms,0.5; Zweipunkt: übliche, seltene und deren Anteil, 5ms,80ms,2%</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Connections reset when accepted; 100%: the connect itself is refused</source>
        <translation>Verbindungen, die beim Annehmen zurückgesetzt werden; 100%: schon das Verbinden wird abgelehnt</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Abbruch</translation>
    </message>
    <message>
        <source>Turns whose connection is reset instead of answered</source>
        <translation>Runden, deren Verbindung zurückgesetzt statt beantwortet wird</translation>
    </message>
    <message>
        <source>Hang</source>
        <translation>Hängen</translation>
    </message>
    <message>
        <source>Turns that are never answered, nor is anything later on the connection</source>
        <translation>Runden, die nie beantwortet werden, wie auch alles Spätere auf der Verbindung</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Turns whose connection is closed without an answer</source>
        <translation>Runden, deren Verbindung ohne Antwort geschlossen wird</translation>
    </message>
    <message>
        <source>Bytes a second</source>
        <translation>Bytes je Sekunde</translation>
    </message>
    <message>
        <source>Of answers, over all its connections, such as 64KiB; off: no limit</source>
        <translation>Von Antworten, über alle seine Verbindungen, etwa 64KiB; off: keine Grenze</translation>
    </message>
    <message>
        <source>At a time</source>
        <translation>Zugleich</translation>
    </message>
    <message>
        <source>Turns served at a time, the others wait; 0: no limit</source>
        <translation>Runden, die zugleich bedient werden, die anderen warten; 0: keine Grenze</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Turns that it is at work on, and those that wait for their turn</source>
        <translation>Runden, die es bearbeitet, und solche, die warten, bis sie dran sind</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>delay</source>
        <translation>Verzögerung</translation>
    </message>
    <message>
        <source>refuse</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>reset</source>
        <translation>Abbruch</translation>
    </message>
    <message>
        <source>hang</source>
        <translation>Hängen</translation>
    </message>
    <message>
        <source>close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>bytes a second</source>
        <translation>Bytes je Sekunde</translation>
    </message>
    <message>
        <source>turns at a time</source>
        <translation>Runden zugleich</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Kill</source>
        <translation>Abschießen</translation>
    </message>
    <message>
        <source>Revive</source>
        <translation>Wiederbeleben</translation>
    </message>
    <message>
        <source>Kill %1</source>
        <translation>%1 abschießen</translation>
    </message>
    <message>
        <source>Revive %1</source>
        <translation>%1 wiederbeleben</translation>
    </message>
    <message>
        <source>killed</source>
        <translation>abgeschossen</translation>
    </message>
    <message>
        <source>%1 served, %2 waiting</source>
        <translation>%1 bedient, %2 warten</translation>
    </message>
    <message>
        <source>%1; %2 ms later</source>
        <translation>%1; %2 ms später</translation>
    </message>
</context>
<context>
    <name>lbfy::TestBackendsTab</name>
    <message>
        <source>Test backends</source>
        <translation>Testbackends</translation>
    </message>
</context>
</TS>

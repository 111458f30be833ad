// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keytexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string>

namespace lbfy {

namespace {

constexpr const char *context = "lbfy::keys";

struct Title {
    std::string_view name;
    const char *text;
};

/// Where the name in the file, with blanks for its dashes, would not read well.
constexpr std::array titles {
        Title {"listen", QT_TRANSLATE_NOOP("lbfy::keys", "Listen address")},
        Title {"metrics", QT_TRANSLATE_NOOP("lbfy::keys", "Metrics address")},
        Title {"workers", QT_TRANSLATE_NOOP("lbfy::keys", "I/O threads")},
        Title {"level", QT_TRANSLATE_NOOP("lbfy::keys", "Log level")},
        Title {"format", QT_TRANSLATE_NOOP("lbfy::keys", "Log format")},
        Title {"connections", QT_TRANSLATE_NOOP("lbfy::keys", "Log connections")},
        Title {"send_proxy", QT_TRANSLATE_NOOP("lbfy::keys", "Send header")},
        Title {"accept_proxy", QT_TRANSLATE_NOOP("lbfy::keys", "Accept header")},
        Title {"http_path", QT_TRANSLATE_NOOP("lbfy::keys", "HTTP path")},
        Title {"max_percent", QT_TRANSLATE_NOOP("lbfy::keys", "Max ejected, %")},
        Title {"panic_percent", QT_TRANSLATE_NOOP("lbfy::keys", "Panic below, %")},
        Title {"tcp", QT_TRANSLATE_NOOP("lbfy::keys", "TCP")},
        Title {"http", QT_TRANSLATE_NOOP("lbfy::keys", "HTTP")},
        Title {"send-expect", QT_TRANSLATE_NOOP("lbfy::keys", "Send and expect")},
        Title {"latency-aware", QT_TRANSLATE_NOOP("lbfy::keys", "Latency-aware")},
        Title {"json", QT_TRANSLATE_NOOP("lbfy::keys", "JSON")},
        Title {"v1", QT_TRANSLATE_NOOP("lbfy::keys", "v1")},
        Title {"v2", QT_TRANSLATE_NOOP("lbfy::keys", "v2")},
};

/// The rest, for translators: titles that follow from names, and the lines of core/config/keys.cpp.
constexpr std::array texts {
        QT_TRANSLATE_NOOP("lbfy::keys", "Name"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Strategy"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Drain timeout"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Max connections"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Connect timeout"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Connect attempts"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Idle timeout"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Half close timeout"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Check"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Interval"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Timeout"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Fall"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Rise"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Send"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Expect"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Failures"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Base time"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Max time"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Decay"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Choices"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Round robin"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Least connections"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Random"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Source hash"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Off"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Error"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Warn"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Info"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Debug"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Text"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Logfmt"),
        QT_TRANSLATE_NOOP("lbfy::keys", "Failures"),
        QT_TRANSLATE_NOOP("lbfy::keys", "All"),
        QT_TRANSLATE_NOOP("lbfy::keys", "metrics endpoint"),
        QT_TRANSLATE_NOOP("lbfy::keys", "I/O threads; 0: one per CPU"),
        QT_TRANSLATE_NOOP("lbfy::keys", "how long a stop waits for connections; \"0s\": not at all"),
        QT_TRANSLATE_NOOP("lbfy::keys", "least important log lines to write"),
        QT_TRANSLATE_NOOP("lbfy::keys", "form of log lines"),
        QT_TRANSLATE_NOOP("lbfy::keys", "closed connections that get a log line"),
        QT_TRANSLATE_NOOP("lbfy::keys", "name in logs, metrics and the window"),
        QT_TRANSLATE_NOOP("lbfy::keys", "front address of the service"),
        QT_TRANSLATE_NOOP("lbfy::keys", "how a backend is chosen"),
        QT_TRANSLATE_NOOP("lbfy::keys", "load-shedding threshold"),
        QT_TRANSLATE_NOOP("lbfy::keys", "time for one connection attempt to a backend"),
        QT_TRANSLATE_NOOP("lbfy::keys", "distinct backends tried before the client is given up"),
        QT_TRANSLATE_NOOP("lbfy::keys", "close after that long without a byte; \"0s\": never"),
        QT_TRANSLATE_NOOP("lbfy::keys", "close that long after one side has finished; \"0s\": never"),
        QT_TRANSLATE_NOOP("lbfy::keys", "PROXY protocol towards the backends"),
        QT_TRANSLATE_NOOP("lbfy::keys", "clients must send a PROXY header"),
        QT_TRANSLATE_NOOP("lbfy::keys", "what an active check asks"),
        QT_TRANSLATE_NOOP("lbfy::keys", "time between checks of a backend"),
        QT_TRANSLATE_NOOP("lbfy::keys", "time for one check"),
        QT_TRANSLATE_NOOP("lbfy::keys", "failures in a row that make a backend down"),
        QT_TRANSLATE_NOOP("lbfy::keys", "successes in a row that make it up again"),
        QT_TRANSLATE_NOOP("lbfy::keys", "what an \"http\" check asks for"),
        QT_TRANSLATE_NOOP("lbfy::keys", "what a \"send-expect\" check sends"),
        QT_TRANSLATE_NOOP("lbfy::keys", "what the answer to it must contain"),
        QT_TRANSLATE_NOOP("lbfy::keys", "failures in a row that eject a backend; 0: off"),
        QT_TRANSLATE_NOOP("lbfy::keys", "length of the first ejection"),
        QT_TRANSLATE_NOOP("lbfy::keys", "greatest length of an ejection"),
        QT_TRANSLATE_NOOP("lbfy::keys", "share of the backends that may be ejected"),
        QT_TRANSLATE_NOOP("lbfy::keys", "usable share below which health is ignored"),
        QT_TRANSLATE_NOOP("lbfy::keys", "time constant of the latency estimate"),
        QT_TRANSLATE_NOOP("lbfy::keys", "candidates drawn per choice"),
};

QString translated(const std::string &text)
{
    return QCoreApplication::translate(context, text.c_str());
}

QString upperFirst(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString titleOf(std::string_view name)
{
    const auto row = std::ranges::find(titles, name, &Title::name);
    if (row != titles.end())
        return translated(row->text);
    std::string text(name);
    std::ranges::replace_if(
            text, [](char c) { return c == '_' || c == '-'; }, ' ');
    return translated(upperFirst(QString::fromStdString(text)).toStdString());
}

} // namespace

QString keyTitle(std::string_view key)
{
    return titleOf(key);
}

QString keyExplanation(std::string_view doc)
{
    return upperFirst(translated(std::string(doc)));
}

QString wordTitle(std::string_view word)
{
    return titleOf(word);
}

QString automaticTitle()
{
    return QCoreApplication::translate("lbfy::keys", "Automatic");
}

std::span<const char *const> translatableKeyTexts()
{
    return texts;
}

} // namespace lbfy

#include "app/explorer/preferences.h"

#include <QDir>
#include <QSettings>
#include <QStandardPaths>

namespace mbtr::gui {

namespace {

QString configFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + "/preferences.ini";
}

QString stateFile()
{
#ifdef Q_OS_LINUX // this version of Qt does not know the state folder
    const QString base = qEnvironmentVariable("XDG_STATE_HOME", QDir::homePath() + "/.local/state");
    return base + "/mbtr-explorer/window.ini";
#else
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + "/window.ini";
#endif
}

} // namespace

QVariant Preferences::choice(const QString& key, const QVariant& otherwise) const
{
    return m_remembers ? QSettings(configFile(), QSettings::IniFormat).value(key, otherwise) : otherwise;
}

void Preferences::setChoice(const QString& key, const QVariant& value) const
{
    if (m_remembers)
        QSettings(configFile(), QSettings::IniFormat).setValue(key, value);
}

QVariant Preferences::state(const QString& key) const
{
    return m_remembers ? QSettings(stateFile(), QSettings::IniFormat).value(key) : QVariant();
}

void Preferences::setState(const QString& key, const QVariant& value) const
{
    if (m_remembers)
        QSettings(stateFile(), QSettings::IniFormat).setValue(key, value);
}

} // namespace mbtr::gui

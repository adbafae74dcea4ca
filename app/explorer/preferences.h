#pragma once

#include <QVariant>

namespace mbtr::gui {

/// What the program remembers from one run to the next, in the folders of the XDG base directory specification: choices
/// under config, recent files and the window's layout under state.
class Preferences {
public:
    /// remembers = false: reads the defaults and writes nothing.
    explicit Preferences(bool remembers)
        : m_remembers(remembers)
    {
    }

    QVariant choice(const QString& key, const QVariant& otherwise = {}) const;
    void setChoice(const QString& key, const QVariant& value) const;
    QVariant state(const QString& key) const;
    void setState(const QString& key, const QVariant& value) const;

private:
    bool m_remembers;
};

} // namespace mbtr::gui

#pragma once

#include "widgets/work/studies/blindness_study.h"

#include <QList>
#include <QString>
#include <QTemporaryDir>

namespace mbtr::gui {

/// The datasets that come with the program, inside the executable.
class Examples {
public:
    struct Example {
        QString file; ///< "ethanol_dynamics.extxyz.gz"
        QString title; ///< "Ethanol dynamics"
    };

    static QList<Example> list();
    /// What the window opens on.
    static QString defaultFile();

    /// A copy in a folder that lives as long as this object: readers want a file. Empty where it cannot be written.
    QString extract(const QString& file);
    /// The pairs of blind_pairs.extxyz: two structures after each other, named by the property "pair".
    std::vector<DegeneratePair> degeneratePairs();
    bool isCopy(const QString& path) const { return path.startsWith(m_folder.path()); }

private:
    QTemporaryDir m_folder;
};

} // namespace mbtr::gui

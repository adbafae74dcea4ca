#pragma once

#include <QFile>
#include <QString>
#include <string>

namespace mbtr::gui {

/// A path as the core and the operating system want it.
inline std::string localPath(const QString& path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace mbtr::gui

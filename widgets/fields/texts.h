#pragma once

#include <QCoreApplication>
#include <QString>
#include <string_view>

namespace mbtr::gui {

/// For functions outside of classes; a class has its own.
inline QString tr(const char* text, int n = -1)
{
    return QCoreApplication::translate("Texts", text, nullptr, n);
}

/// A text of core.
inline QString asQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace mbtr::gui

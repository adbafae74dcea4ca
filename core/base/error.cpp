#include "core/base/error.h"

namespace mbtr {

namespace {

std::string withPlace(const std::string& path, long line, const std::string& message)
{
    return line > 0 ? path + ", line " + std::to_string(line) + ": " + message : path + ": " + message;
}

} // namespace

FileError::FileError(std::string path, long line, std::string message)
    : Error(withPlace(path, line, message))
    , m_path(std::move(path))
    , m_line(line)
    , m_message(std::move(message))
{
}

SettingsError::SettingsError(std::string field, const std::string& message)
    : Error(field + ": " + message)
    , m_field(std::move(field))
{
}

} // namespace mbtr

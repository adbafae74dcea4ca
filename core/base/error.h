#pragma once

#include <stdexcept>
#include <string>

namespace mbtr {

/// Everything core throws about the user's files, settings and numbers. what() is one sentence for people.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file that cannot be read or written. what() is "path, line N: message"; line 0 = the file as a whole.
class FileError : public Error {
public:
    FileError(std::string path, long line, std::string message);
    const std::string& path() const { return m_path; }
    long line() const { return m_line; }
    const std::string& message() const { return m_message; }

private:
    std::string m_path;
    long m_line = 0;
    std::string m_message;
};

/// A setting out of its range. what() is "field: message"; the message holds the value found and what was expected.
class SettingsError : public Error {
public:
    SettingsError(std::string field, const std::string& message);
    const std::string& field() const { return m_field; }

private:
    std::string m_field;
};

/// Numbers that do not allow the computation: a matrix that is not positive definite, a result that is not finite.
class NumericalError : public Error {
public:
    using Error::Error;
};

/// Thrown by Progress::throwIfCancelled(); not an Error, because nothing is wrong.
class Cancelled : public std::exception {
public:
    const char* what() const noexcept override { return "cancelled"; }
};

} // namespace mbtr

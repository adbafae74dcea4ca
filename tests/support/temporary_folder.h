#pragma once

#include "core/io/read_dataset.h"

#include <QTemporaryDir>
#include <fstream>
#include <string>

namespace mbtr::test {

/// A folder of its own for the files of a test, removed at the end.
class TemporaryFolder {
public:
    std::string path(const std::string& name) const { return m_folder.filePath(QString::fromStdString(name)).toStdString(); }
    std::string write(const std::string& name, const std::string& content) const
    {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }
    Dataset read(const std::string& name, const std::string& content) const
    {
        Progress progress;
        return readFile(write(name, content), progress);
    }
    /// What reading says, "line N: message"; "" where it succeeds.
    std::string errorOf(const std::string& name, const std::string& content) const
    {
        try {
            read(name, content);
        } catch (const FileError& error) {
            return (error.line() > 0 ? "line " + std::to_string(error.line()) + ": " : "") + error.message();
        }
        return {};
    }

private:
    QTemporaryDir m_folder;
};

} // namespace mbtr::test

#pragma once

#include "core/base/log.h"
#include "core/io/tables/join_table.h"
#include "widgets/document/edited_structure.h"

#include <QObject>
#include <functional>
#include <map>
#include <memory>

namespace mbtr::gui {

class JobList;
class Session;
template <typename T> class LatestJob;

/// Reads tables that are to be joined to the open dataset, and writes structures of it, in the background.
class DatasetFiles : public QObject {
    Q_OBJECT

public:
    DatasetFiles(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~DatasetFiles() override;

    /// tableRead() follows.
    void readTable(const QString& path);
    /// Writes the structures of the list in its order, as they were edited, by suffix.
    void writeSubset(const QString& path);
    /// Writes a structure as it is now, with its edits, by suffix.
    void writeStructure(int index, const QString& path);
    /// Writes all structures that were edited and stand in no file yet, one after another, by suffix.
    void writeEdits(const QString& path);

signals:
    void tableRead(const mbtr::Table& table);
    /// What was written, what was lost.
    void written(const mbtr::Messages& messages);

private:
    struct Written {
        Messages messages;
        std::map<int, EditedStructure> edits; ///< that stand in the file now
        int document = 0;
    };
    void write(const std::map<int, EditedStructure>& edits, std::function<Messages(Progress&)> work);
    void take(const Written& written);

    Session* m_session;
    std::unique_ptr<LatestJob<Table>> m_reading;
    std::unique_ptr<LatestJob<Written>> m_writing;
};

} // namespace mbtr::gui

#include "widgets/work/dataset_files.h"

#include "core/dataset/subset.h"
#include "core/io/write_dataset.h"
#include "widgets/document/local_path.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

namespace mbtr::gui {

namespace {

Messages writtenWithCount(const Dataset& dataset, const std::string& file)
{
    Messages messages = writeDataset(dataset, file);
    messages.push_back({Severity::Note, file, 0,
                        std::to_string(dataset.size()) + (dataset.size() == 1 ? " structure" : " structures") + " written"});
    return messages;
}

} // namespace

DatasetFiles::DatasetFiles(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_reading(std::make_unique<LatestJob<Table>>(
          *jobs, tr("Reading a table"), [this](const Table& table) { emit tableRead(table); }, jobs->reporter()))
    , m_writing(std::make_unique<LatestJob<Messages>>(
          *jobs, tr("Exporting structures"), [this](const Messages& messages) { emit written(messages); }, jobs->reporter()))
{
}

DatasetFiles::~DatasetFiles() = default;

void DatasetFiles::readTable(const QString& path)
{
    m_reading->start([file = localPath(path)](Progress& progress) { return mbtr::readTable(file, progress); });
}

void DatasetFiles::writeSubset(const QString& path)
{
    const auto subset = m_session->subset().value;
    if (!subset)
        return;
    m_writing->start([subset, order = m_session->listOrder(), file = localPath(path)](Progress& progress) {
        const std::vector<int> rows = sortRows(*subset->dataset, subset->rows(), order, progress);
        const Dataset dataset = subsetOf(*subset->dataset, rows, progress);
        progress.throwIfCancelled();
        return writtenWithCount(dataset, file);
    });
}

void DatasetFiles::writeStructure(int index, const QString& path)
{
    const EditedStructure now = m_session->structure(index);
    if (!now.structure)
        return;
    m_writing->start([now, file = localPath(path)](Progress&) {
        Dataset one;
        one.structures = {withStatedBonds(*now.structure, now.bonds)};
        return writeDataset(one, file);
    });
}

} // namespace mbtr::gui

#include "moc_dataset_files.cpp"

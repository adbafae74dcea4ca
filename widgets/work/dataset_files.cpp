#include "widgets/work/dataset_files.h"

#include "core/dataset/subset.h"
#include "core/io/write_dataset.h"
#include "widgets/document/local_path.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

#include <algorithm>
#include <limits>

namespace mbtr::gui {

namespace {

Messages writtenWithCount(const Dataset& dataset, const std::string& file)
{
    Messages messages = writeDataset(dataset, file);
    messages.push_back({Severity::Note, file, 0,
                        std::to_string(dataset.size()) + (dataset.size() == 1 ? " structure" : " structures") + " written"});
    return messages;
}

/// The structure as it was edited. What the file says of it no longer holds and is left out; texts stay.
void putIn(Dataset& dataset, std::size_t row, const EditedStructure& edit)
{
    dataset.structures[row] = withStatedBonds(*edit.structure, edit.bonds);
    for (Property& property : dataset.properties) {
        if (auto* numbers = std::get_if<StructureNumbers>(&property.values)) {
            const auto components = static_cast<std::size_t>(numbers->components);
            const auto first = numbers->values.begin() + static_cast<std::ptrdiff_t>(row * components);
            std::fill_n(first, components, std::numeric_limits<double>::quiet_NaN());
        } else if (auto* ofAtoms = std::get_if<AtomNumbers>(&property.values)) {
            ofAtoms->values[row].clear();
        } else if (auto* textsOfAtoms = std::get_if<AtomTexts>(&property.values)) {
            textsOfAtoms->values[row].clear();
        }
    }
}

} // namespace

DatasetFiles::DatasetFiles(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_reading(std::make_unique<LatestJob<Table>>(
          *jobs, tr("Reading a table"), [this](const Table& table) { emit tableRead(table); }, jobs->reporter()))
    , m_writing(std::make_unique<LatestJob<Written>>(
          *jobs, tr("Exporting structures"), [this](const Written& written) { take(written); }, jobs->reporter()))
{
}

DatasetFiles::~DatasetFiles() = default;

void DatasetFiles::readTable(const QString& path)
{
    m_reading->start([file = localPath(path)](Progress& progress) { return mbtr::readTable(file, progress); });
}

void DatasetFiles::write(const std::map<int, EditedStructure>& edits, std::function<Messages(Progress&)> work)
{
    m_writing->start([edits, work = std::move(work), document = m_session->document()](Progress& progress) {
        return Written {work(progress), edits, document};
    });
}

void DatasetFiles::take(const Written& written)
{
    if (written.document == m_session->document())
        m_session->setSaved(written.edits);
    emit this->written(written.messages);
}

void DatasetFiles::writeSubset(const QString& path)
{
    const auto subset = m_session->subset().value;
    if (!subset)
        return;
    std::map<int, EditedStructure> edits = m_session->edits();
    std::erase_if(edits, [&](const auto& edit) { return std::ranges::find(subset->rows(), edit.first) == subset->rows().end(); });
    write(edits, [subset, edits, order = m_session->listOrder(), file = localPath(path)](Progress& progress) {
        const std::vector<int> rows = sortRows(*subset->dataset, subset->rows(), order, progress);
        Dataset dataset = subsetOf(*subset->dataset, rows, progress);
        for (std::size_t row = 0; row < rows.size(); ++row)
            if (const auto edit = edits.find(rows[row]); edit != edits.end())
                putIn(dataset, row, edit->second);
        progress.throwIfCancelled();
        return writtenWithCount(dataset, file);
    });
}

void DatasetFiles::writeStructure(int index, const QString& path)
{
    const EditedStructure now = m_session->structure(index);
    if (!now.structure)
        return;
    std::map<int, EditedStructure> edits;
    if (m_session->isEdited(index))
        edits[index] = now;
    write(edits, [now, file = localPath(path)](Progress&) {
        Dataset one;
        one.structures = {withStatedBonds(*now.structure, now.bonds)};
        return writeDataset(one, file);
    });
}

void DatasetFiles::writeEdits(const QString& path)
{
    const auto edits = m_session->unsavedEdits();
    write(edits, [edits, file = localPath(path)](Progress&) {
        Dataset edited;
        for (const auto& [index, edit] : edits)
            edited.structures.push_back(withStatedBonds(*edit.structure, edit.bonds));
        return writtenWithCount(edited, file);
    });
}

} // namespace mbtr::gui

#include "moc_dataset_files.cpp"

#include "core/io/tables/edit_dataset.h"

#include "core/dataset/convert_unit.h"

namespace mbtr {

namespace {

struct Editor {
    Dataset& dataset;
    Progress& progress;

    void operator()(const StateUnit& edit) const { stateUnit(dataset, edit.property, edit.unit); }
    void operator()(const ConvertUnit& edit) const { convertUnit(dataset, edit.property, edit.unit); }
    void operator()(const JoinTable& edit) const { joinTable(dataset, readTable(edit.path, progress), edit.settings); }
    void operator()(const DeriveAtomization& edit) const
    {
        if (edit.energies)
            addAtomization(dataset, edit.property, *edit.energies);
        else
            addFittedAtomization(dataset, edit.property);
    }
};

} // namespace

void applyEdit(Dataset& dataset, const DatasetEdit& edit, Progress& progress)
{
    progress.throwIfCancelled();
    std::visit(Editor {dataset, progress}, edit);
}

void applyEdits(Dataset& dataset, const std::vector<DatasetEdit>& edits, Progress& progress)
{
    for (const DatasetEdit& edit : edits) {
        try {
            applyEdit(dataset, edit, progress);
        } catch (const FileError& error) {
            dataset.messages.push_back({Severity::Error, error.path(), error.line(), error.message()});
        } catch (const Error& error) {
            dataset.messages.push_back({.severity = Severity::Error, .text = error.what()});
        }
    }
}

} // namespace mbtr

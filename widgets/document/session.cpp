#include "widgets/document/session.h"

#include "core/mbtr/presets.h"
#include "widgets/document/change_data_command.h"
#include "widgets/document/change_settings_command.h"
#include "widgets/document/dataset_overview.h"
#include "widgets/document/edit_structure_command.h"

#include <QUndoStack>
#include <algorithm>

namespace mbtr::gui {

namespace {

/// The edits that change numbers. A conversion after a stated unit depends on it.
std::vector<DatasetEdit> withoutUnits(const std::vector<DatasetEdit>& edits)
{
    const bool converts
        = std::ranges::any_of(edits, [](const DatasetEdit& edit) { return std::holds_alternative<ConvertUnit>(edit); });
    std::vector<DatasetEdit> others = edits;
    if (!converts)
        std::erase_if(others, [](const DatasetEdit& edit) { return std::holds_alternative<StateUnit>(edit); });
    return others;
}

} // namespace

Session::Session(QObject* parent)
    : QObject(parent)
    , m_undoStack(new QUndoStack(this))
{
    m_models.mbtr = preset("default");
}

Session::~Session() = default;

void Session::openFiles(const QStringList& paths)
{
    m_files = paths;
    m_data = {};
    m_order = {};
    m_adding = false;
    ++m_document;
    bumpFrom(Stage::Dataset);
    emit inputsChanged(Input::Files);
}

void Session::addFiles(const QStringList& paths)
{
    m_files += paths;
    m_adding = true;
    bumpFrom(Stage::Dataset);
    emit inputsChanged(Input::Files);
}

void Session::nameElements(const std::string& path, const std::vector<int>& elements)
{
    m_readOptions[path].elements = elements;
    m_adding = false; // structures of this file come between
    bumpFrom(Stage::Dataset);
    emit inputsChanged(Input::Files);
}

void Session::changeModelSettings(const ModelSettings& settings, const QString& what)
{
    if (settings != m_models)
        m_undoStack->push(new ChangeSettingsCommand(this, settings, what));
}

void Session::changeMbtrSettings(const MbtrSettings& settings, const QString& what, Grids grids)
{
    ModelSettings after = withTensor(m_models, settings);
    if (grids != Grids::AsBefore) {
        after.gridsFollow = grids == Grids::Follow;
        after.startGrids.clear();
    }
    changeModelSettings(after, what);
}

void Session::changeGridsFollow(bool follow)
{
    ModelSettings after = m_models;
    after.gridsFollow = follow;
    after.startGrids.clear();
    changeModelSettings(after, follow ? tr("Let the grids follow the data") : tr("Keep the grids"));
}

void Session::followGrids(const std::vector<GridSettings>& grids, bool byHand)
{
    ModelSettings after = m_models;
    after.startGrids = gridsOf(startOf(m_models));
    if (after.startGrids == grids)
        after.startGrids.clear();
    after.mbtr = withGrids(after.mbtr, grids);
    after.gridsFollow = true;
    if (after.mbtr == m_models.mbtr)
        return;
    if (!byHand) // who undoes it wants the grids as they were
        m_models.gridsFollow = false;
    changeModelSettings(after, tr("Fit grids to data"));
}

void Session::changeTrainingSettings(const TrainingSettings& settings, const QString& what)
{
    ModelSettings after = m_models;
    after.training = settings;
    changeModelSettings(after, what);
}

void Session::changeForceSettings(const GdmlTrainingSettings& settings, const QString& what)
{
    ModelSettings after = m_models;
    after.forces = settings;
    changeModelSettings(after, what);
}

void Session::applyModelSettings(const ModelSettings& settings, Inputs parts)
{
    if (parts.testFlag(Input::Mbtr))
        m_models.mbtr = settings.mbtr;
    if (parts.testFlag(Input::Grids)) {
        m_models.gridsFollow = settings.gridsFollow;
        m_models.startGrids = settings.startGrids;
    }
    if (parts.testFlag(Input::Training))
        m_models.training = settings.training;
    if (parts.testFlag(Input::Forces))
        m_models.forces = settings.forces;
    if (parts.testFlag(Input::Mbtr))
        bumpFrom(Stage::Features);
    else if (parts.testFlag(Input::Training))
        bumpFrom(Stage::Model);
    emit inputsChanged(parts);
}

void Session::changeEdits(const std::vector<DatasetEdit>& edits, const QString& what)
{
    if (edits != m_data.edits)
        m_undoStack->push(new ChangeDataCommand(this, {edits, m_data.subset, m_data.bonds}, what));
}

void Session::changeSubset(const SubsetSettings& settings, const QString& what)
{
    if (settings != m_data.subset)
        m_undoStack->push(new ChangeDataCommand(this, {m_data.edits, settings, m_data.bonds}, what));
}

void Session::changeBondRules(const BondRules& rules, const QString& what)
{
    if (rules != m_data.bonds)
        m_undoStack->push(new ChangeDataCommand(this, {m_data.edits, m_data.subset, rules}, what));
}

void Session::setListOrder(const Order& order)
{
    if (order == m_order)
        return;
    m_order = order;
    emit listOrderChanged();
}

void Session::applyData(const DataSettings& settings)
{
    Inputs changed;
    changed.setFlag(Input::Edits, settings.edits != m_data.edits);
    changed.setFlag(Input::Subset, settings.subset != m_data.subset);
    const bool otherBonds = settings.bonds != m_data.bonds;
    const bool otherNumbers = withoutUnits(settings.edits) != withoutUnits(m_data.edits);
    m_data = settings;
    if (otherBonds)
        emit bondRulesChanged();
    if (!changed)
        return;
    if (changed.testFlag(Input::Edits)) { // features depend on structures only
        ++m_revisions[static_cast<std::size_t>(Stage::Dataset)];
        ++m_revisions[static_cast<std::size_t>(Stage::Subset)];
        if (otherNumbers) // what a unit is called does not change what was learnt
            ++m_revisions[static_cast<std::size_t>(Stage::Model)];
    }
    if (changed.testFlag(Input::Subset))
        bumpFrom(Stage::Subset);
    if (changed.testFlag(Input::Subset) && settings.subset.isEverything())
        takeEverything();
    emit inputsChanged(changed);
    if (changed.testFlag(Input::Subset) && settings.subset.isEverything())
        emit resultChanged(Stage::Subset);
}

void Session::takeEverything()
{
    if (!m_dataset.value)
        return;
    SelectedStructures all {.rows = allRows(*m_dataset.value), .filtered = m_dataset.value->size()};
    m_subset = {std::make_shared<const Subset>(Subset {m_dataset.value, std::move(all), {}}), revision(Stage::Subset)};
}

void Session::adoptTrainingSettings(const TrainingSettings& settings)
{
    ModelSettings after = m_models;
    after.training = settings;
    if (after != m_models)
        applyModelSettings(after, Input::Training);
}

void Session::adoptForceSettings(const GdmlTrainingSettings& settings)
{
    ModelSettings after = m_models;
    after.forces = settings;
    if (after != m_models)
        applyModelSettings(after, Input::Forces);
}

EditedStructure Session::structure(int index) const
{
    const auto& dataset = m_dataset.value;
    if (!dataset || index < 0 || index >= dataset->size())
        return {};
    const auto edit = m_edits.find(index);
    EditedStructure result = edit != m_edits.end()
        ? edit->second
        : EditedStructure {.structure = {dataset, &dataset->structures[static_cast<std::size_t>(index)]}, .bonds = {}};
    result.bonds.rules = m_data.bonds; // those of now, also for what was edited before
    return result;
}

std::map<int, EditedStructure> Session::unsavedEdits() const
{
    std::map<int, EditedStructure> unsaved = m_edits;
    std::erase_if(unsaved, [this](const auto& edit) {
        const auto saved = m_saved.find(edit.first);
        return saved != m_saved.end() && isSame(saved->second, edit.second);
    });
    return unsaved;
}

void Session::setSaved(const std::map<int, EditedStructure>& edits)
{
    for (const auto& [index, edit] : edits)
        m_saved[index] = edit;
    emit editsSaved();
}

void Session::editStructure(int index, EditedStructure after, const QString& what)
{
    if (structure(index).structure)
        m_undoStack->push(new EditStructureCommand(this, index, std::move(after), what));
}

void Session::revertStructure(int index)
{
    if (isEdited(index))
        editStructure(index, {}, tr("Go back to the file"));
}

bool Session::isFresh(Stage stage) const
{
    const auto fits = [&](const auto& result) { return result.value && result.revision == revision(stage); };
    switch (stage) {
    case Stage::Dataset:
        return fits(m_dataset);
    case Stage::Subset:
        return fits(m_subset) && m_subset.value->dataset == m_dataset.value && m_subset.value->problem.isEmpty();
    case Stage::Features:
        return fits(m_features);
    case Stage::Model:
        return fits(m_model);
    }
    return false;
}

void Session::setDataset(Stamped<Dataset> dataset, std::shared_ptr<const DatasetOverview> overview)
{
    replaceDataset(std::move(dataset), std::move(overview), false);
}

void Session::takeDataset(Stamped<Dataset> dataset, std::shared_ptr<const DatasetOverview> overview)
{
    m_dataset = std::move(dataset);
    m_overview = m_dataset.value && !overview ? overviewOf(*m_dataset.value) : std::move(overview);
}

void Session::replaceDataset(Stamped<Dataset> dataset, std::shared_ptr<const DatasetOverview> overview, bool first)
{
    m_showsFirst = first;
    ++m_structureSet;
    // Rows and indices of older results mean structures that are gone.
    m_features = {};
    m_model = {};
    if (dataset.value != m_dataset.value && !m_adding)
        forgetEdits();
    m_adding = m_adding && first;
    takeDataset(std::move(dataset), std::move(overview));
    takeEverything();
    if (!m_data.subset.isEverything())
        m_subset.revision = 0; // until it is there
    emit resultChanged(Stage::Dataset);
    emit resultChanged(Stage::Subset);
    emit resultChanged(Stage::Features);
    emit resultChanged(Stage::Model);
}

void Session::forgetEdits()
{
    ++m_editsForgotten;
    m_edits.clear();
    m_saved.clear();
}

void Session::showFirstStructures(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DatasetOverview> overview)
{
    replaceDataset({std::move(dataset), 0}, std::move(overview), true); // before the first revision: never fresh
}

void Session::setEditedDataset(Stamped<Dataset> dataset, std::shared_ptr<const DatasetOverview> overview)
{
    takeDataset(std::move(dataset), std::move(overview));
    if (m_subset.value) { // of the same structures; what the edits change of it follows
        Subset subset = *m_subset.value;
        subset.dataset = m_dataset.value;
        const bool valid = m_data.subset.isEverything();
        m_subset = {std::make_shared<const Subset>(std::move(subset)), valid ? revision(Stage::Subset) : 0};
    }
    emit resultChanged(Stage::Dataset);
    emit resultChanged(Stage::Subset);
}

void Session::setSubset(Stamped<Subset> subset)
{
    const bool sameRows = m_subset.value && m_subset.value->rows() == subset.value->rows();
    m_subset = std::move(subset);
    if (!sameRows) // other properties may have let other structures in
        bumpFrom(Stage::Features);
    emit resultChanged(Stage::Subset);
}

void Session::setFeatures(Stamped<FeatureMatrix> features)
{
    m_features = std::move(features);
    emit resultChanged(Stage::Features);
}

void Session::setModel(Stamped<TrainingResult> model)
{
    m_model = std::move(model);
    emit resultChanged(Stage::Model);
}

void Session::bumpFrom(Stage stage)
{
    for (auto i = static_cast<std::size_t>(stage); i < m_revisions.size(); ++i)
        ++m_revisions[i];
}

} // namespace mbtr::gui

#include "moc_session.cpp"

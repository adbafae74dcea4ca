#pragma once

#include "core/dataset/dataset.h"
#include "core/features/feature_matrix.h"
#include "core/io/read_options.h"
#include "widgets/document/data_settings.h"
#include "widgets/document/edited_structure.h"
#include "widgets/document/model_settings.h"
#include "widgets/document/stamped.h"

#include <QFlags>
#include <QObject>
#include <QStringList>
#include <array>
#include <map>
#include <string>

class QUndoStack;

namespace mbtr::gui {

struct DatasetOverview;

/// What the user chooses. A change makes the stages behind it stale.
enum class Input { Files = 1, Mbtr = 2, Training = 4, Edits = 8, Subset = 16, Forces = 32, Grids = 64 };

/// What becomes of grids that follow the data when a person chooses other settings.
enum class Grids { AsBefore, Follow, Stay };
Q_DECLARE_FLAGS(Inputs, Input)

/// What is computed for a whole dataset, each from the ones before.
enum class Stage { Dataset, Subset, Features, Model };

/// The document: inputs and results, no computation and no widget. Views read it and write through its setters;
/// only Pipeline sets results.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    const QStringList& files() const { return m_files; }
    const ModelSettings& modelSettings() const { return m_models; }
    const MbtrSettings& mbtrSettings() const { return m_models.mbtr; }
    const TrainingSettings& trainingSettings() const { return m_models.training; }
    const GdmlTrainingSettings& forceSettings() const { return m_models.forces; }
    QUndoStack* undoStack() const { return m_undoStack; }

    const DataSettings& dataSettings() const { return m_data; }
    const Order& listOrder() const { return m_order; }

    /// Replaces what is open; edits and subset begin anew.
    void openFiles(const QStringList& paths);
    /// Reads these files too, after those that are open: structures keep their numbers and their edits.
    void addFiles(const QStringList& paths);
    /// Counts openFiles(): structures of the same document keep their numbers.
    int document() const { return m_document; }
    /// What the user has said of files that do not say it themselves, by path; kept when files are opened again.
    const std::map<std::string, ReadOptions>& readOptions() const { return m_readOptions; }
    /// The elements of a file that does not say them; it is read again with them. Not undoable.
    void nameElements(const std::string& path, const std::vector<int>& elements);
    /// Undoable; `what` is shown in the Edit menu ("Change sigma"). Consecutive changes with the same `what` merge into one
    /// step. Nothing happens where the settings are the same.
    void changeModelSettings(const ModelSettings& settings, const QString& what);
    void changeMbtrSettings(const MbtrSettings& settings, const QString& what, Grids grids = Grids::AsBefore);
    /// Undoable likewise: do the grids follow what is opened?
    void changeGridsFollow(bool follow);
    /// Undoable likewise: grids that fit the data; undone they stay as they are then. byHand: a person asked for it.
    void followGrids(const std::vector<GridSettings>& grids, bool byHand);
    void changeTrainingSettings(const TrainingSettings& settings, const QString& what);
    void changeForceSettings(const GdmlTrainingSettings& settings, const QString& what);
    /// Undoable likewise: units, joined tables and derived properties.
    void changeEdits(const std::vector<DatasetEdit>& edits, const QString& what);
    /// Undoable likewise: which structures are worked with.
    void changeSubset(const SubsetSettings& settings, const QString& what);
    /// Undoable likewise: which distances count as bonds.
    void changeBondRules(const BondRules& rules, const QString& what);
    /// Not undoable: the order of lists, and of what is exported.
    void setListOrder(const Order& order);
    /// Not undoable: what fits a dataset that has just arrived.
    void adoptTrainingSettings(const TrainingSettings& settings);
    void adoptForceSettings(const GdmlTrainingSettings& settings);

    /// Counts how often other structures have come in: while it stays, only properties of the same structures change.
    int structureSet() const { return m_structureSet; }
    /// Is dataset() only the first structures of files that are being read?
    bool showsFirstStructures() const { return m_showsFirst; }

    /// A structure of the dataset as it is now: edited, or as the file has it; structure = nullptr where there is none.
    EditedStructure structure(int index) const;
    bool isEdited(int index) const { return m_edits.contains(index); }
    bool hasEdits() const { return !m_edits.empty(); }
    /// Edits that stand in no file: they are lost when other files are opened.
    std::map<int, EditedStructure> unsavedEdits() const;
    /// Counts how often all edits were forgotten because their numbers mean other structures.
    int editsForgotten() const { return m_editsForgotten; }
    /// These structures stand in a file as they are here.
    void setSaved(const std::map<int, EditedStructure>& edits);
    /// By index into the dataset.
    const std::map<int, EditedStructure>& edits() const { return m_edits; }
    /// Undoable. The dataset stays as it was read, and so does what is computed for all of it: features and model.
    void editStructure(int index, EditedStructure after, const QString& what);
    /// Undoable: as the file has it.
    void revertStructure(int index);

    const Stamped<Dataset>& dataset() const { return m_dataset; }
    /// What is known of dataset() as a whole; nullptr where there is none.
    const std::shared_ptr<const DatasetOverview>& overview() const { return m_overview; }
    /// Never without a value where there is a dataset; perhaps of the settings before.
    const Stamped<Subset>& subset() const { return m_subset; }
    /// A row for each structure of the subset.
    const Stamped<FeatureMatrix>& features() const { return m_features; }
    const Stamped<TrainingResult>& model() const { return m_model; }
    /// Is there a result, made from the inputs as they are now?
    bool isFresh(Stage stage) const;
    /// Counts changes of everything `stage` is made from.
    std::uint64_t revision(Stage stage) const { return m_revisions[static_cast<std::size_t>(stage)]; }

    // For Pipeline only.
    // overview: of the dataset; found here where it is not given, which takes long for many structures.
    /// Also forgets features and model: their rows and indices mean structures that are gone.
    void setDataset(Stamped<Dataset> dataset, std::shared_ptr<const DatasetOverview> overview = {});
    /// The first structures of files that are being read: to look at, not to work with.
    void showFirstStructures(std::shared_ptr<const Dataset> dataset, std::shared_ptr<const DatasetOverview> overview = {});
    /// The same structures with other properties: results stay.
    void setEditedDataset(Stamped<Dataset> dataset, std::shared_ptr<const DatasetOverview> overview = {});
    void setSubset(Stamped<Subset> subset);
    void setFeatures(Stamped<FeatureMatrix> features);
    void setModel(Stamped<TrainingResult> model);

signals:
    void inputsChanged(mbtr::gui::Inputs inputs);
    void resultChanged(mbtr::gui::Stage stage);
    void listOrderChanged();
    void structureEdited(int index);
    void editsSaved();
    void bondRulesChanged();

private:
    friend class ChangeSettingsCommand;
    friend class ChangeDataCommand;
    friend class EditStructureCommand;
    void bumpFrom(Stage stage);
    void applyModelSettings(const ModelSettings& settings, Inputs parts);
    void takeDataset(Stamped<Dataset> dataset, std::shared_ptr<const DatasetOverview> overview);
    void replaceDataset(Stamped<Dataset> dataset, std::shared_ptr<const DatasetOverview> overview, bool first);
    void takeEverything();
    void forgetEdits();
    void applyData(const DataSettings& settings);

    QStringList m_files;
    std::map<std::string, ReadOptions> m_readOptions;
    ModelSettings m_models;
    DataSettings m_data;
    Order m_order;
    int m_document = 0;
    int m_structureSet = 0;
    bool m_showsFirst = false;
    bool m_adding = false; ///< what is being read begins with the structures that are shown
    int m_editsForgotten = 0;
    Stamped<Subset> m_subset;
    Stamped<Dataset> m_dataset;
    std::shared_ptr<const DatasetOverview> m_overview;
    std::map<int, EditedStructure> m_edits;
    std::map<int, EditedStructure> m_saved; ///< as they were written last
    Stamped<FeatureMatrix> m_features;
    Stamped<TrainingResult> m_model;
    std::array<std::uint64_t, 4> m_revisions {};
    QUndoStack* m_undoStack;
};

} // namespace mbtr::gui

Q_DECLARE_OPERATORS_FOR_FLAGS(mbtr::gui::Inputs)

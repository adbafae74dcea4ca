#pragma once

#include "core/dataset/dataset.h"
#include "core/features/feature_matrix.h"
#include "core/io/read_options.h"
#include "core/mbtr/settings.h"
#include "core/models/krr.h"
#include "widgets/session/stamped.h"

#include <QFlags>
#include <QObject>
#include <QStringList>
#include <array>
#include <map>
#include <string>

class QUndoStack;

namespace mbtr::gui {

/// What the user chooses. A change makes the stages behind it stale.
enum class Input { Files = 1, Mbtr = 2, Training = 4 };
Q_DECLARE_FLAGS(Inputs, Input)

/// What is computed for a whole dataset, each from the ones before.
enum class Stage { Dataset, Features, Model };

/// The document: inputs and results, no computation and no widget. Views read it and write through its setters;
/// only Pipeline sets results.
class Session : public QObject {
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);
    ~Session() override;

    const QStringList& files() const { return m_files; }
    const MbtrSettings& mbtrSettings() const { return m_mbtr; }
    const TrainingSettings& trainingSettings() const { return m_training; }
    QUndoStack* undoStack() const { return m_undoStack; }

    /// Replaces what is open.
    void openFiles(const QStringList& paths);
    /// What the user has said of files that do not say it themselves, by path; kept when files are opened again.
    const std::map<std::string, ReadOptions>& readOptions() const { return m_readOptions; }
    /// The elements of a file that does not say them; it is read again with them. Not undoable.
    void nameElements(const std::string& path, const std::vector<int>& elements);
    /// Undoable; `what` is shown in the Edit menu ("Change sigma"). Consecutive changes with the same `what` merge into one
    /// step. Nothing happens where the settings are the same.
    void changeMbtrSettings(const MbtrSettings& settings, const QString& what);
    void changeTrainingSettings(const TrainingSettings& settings, const QString& what);
    /// Not undoable: what fits a dataset that has just arrived.
    void adoptTrainingSettings(const TrainingSettings& settings);

    const Stamped<Dataset>& dataset() const { return m_dataset; }
    const Stamped<FeatureMatrix>& features() const { return m_features; }
    const Stamped<TrainingResult>& model() const { return m_model; }
    /// Is there a result, made from the inputs as they are now?
    bool isFresh(Stage stage) const;
    /// Counts changes of everything `stage` is made from.
    std::uint64_t revision(Stage stage) const { return m_revisions[static_cast<std::size_t>(stage)]; }

    // For Pipeline only.
    /// Also forgets features and model: their rows and indices mean structures that are gone.
    void setDataset(Stamped<Dataset> dataset);
    void setFeatures(Stamped<FeatureMatrix> features);
    void setModel(Stamped<TrainingResult> model);

signals:
    void inputsChanged(mbtr::gui::Inputs inputs);
    void resultChanged(mbtr::gui::Stage stage);

private:
    friend class ChangeSettingsCommand;
    void bumpFrom(Stage stage);

    QStringList m_files;
    std::map<std::string, ReadOptions> m_readOptions;
    MbtrSettings m_mbtr;
    TrainingSettings m_training;
    Stamped<Dataset> m_dataset;
    Stamped<FeatureMatrix> m_features;
    Stamped<TrainingResult> m_model;
    std::array<std::uint64_t, 3> m_revisions {};
    QUndoStack* m_undoStack;
};

} // namespace mbtr::gui

Q_DECLARE_OPERATORS_FOR_FLAGS(mbtr::gui::Inputs)

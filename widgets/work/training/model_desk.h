#pragma once

#include "core/models/explanation.h"
#include "core/models/property_model.h"

#include <QObject>
#include <QStringList>
#include <memory>
#include <optional>

namespace mbtr::gui {

class JobList;
class ModelFiles;
class Selection;
class Session;
struct LoadedModel;
template <typename T> class LatestJob;

/// What the model says about the current structure.
struct CurrentPrediction {
    std::shared_ptr<const Structure> structure;
    Prediction prediction;
    TrainingParts training; ///< which training structures pull it up or down
    std::optional<Explanation> explanation; ///< models of the MBTR only
};

/// The model in use, trained or loaded, and its answer for the current structure: follows edits and previews, the newest question
/// first.
class ModelDesk : public QObject {
    Q_OBJECT

public:
    ModelDesk(Session* session, Selection* selection, JobList* jobs, QObject* parent = nullptr);
    ~ModelDesk() override;

    /// nullptr before the first training or loading.
    std::shared_ptr<const PropertyModel> model() const { return m_model; }
    /// "" for the model trained here, else the name of its file.
    const QString& fileName() const { return m_fileName; }
    /// Names of the training structures, in the order of the model's rows.
    const QStringList& trainingNames() const { return m_names; }
    /// Rows of the dataset of the training structures; empty for a loaded model.
    const std::vector<int>& trainingRows() const { return m_rows; }
    /// The newest answer for the current structure; nullptr where there is none. isFresh(): it belongs to the structure as it
    /// is now.
    std::shared_ptr<const CurrentPrediction> current() const { return m_current; }
    bool isFresh() const { return m_fresh; }
    const QString& problem() const { return m_problem; }

    void load(const QString& path);
    /// Reads the files that the loaded model was trained on; failed() for each that has changed. Only when a person has agreed:
    /// a model from elsewhere may name any file.
    void checkSources();
    void save(const QString& path);
    /// Predicts all open structures and writes them as a table (.csv).
    void predictAll(const QString& path);

signals:
    void modelChanged();
    void predictionChanged();
    /// The model that was loaded names these files, which checkSources() would read.
    void sourcesNamed(const QStringList& paths);
    /// Something was written; one sentence.
    void done(const QString& sentence);
    void failed(const QString& problem);

private:
    void takeTrained();
    void takeLoaded(const std::shared_ptr<const SavedModel>& saved, const QStringList& sources, const QString& path);
    void takeAnswer(std::shared_ptr<const CurrentPrediction> answer, const QString& problem);
    void use(std::shared_ptr<const PropertyModel> model);
    void ask();
    void askSoon();

    Session* m_session;
    Selection* m_selection;
    std::shared_ptr<const PropertyModel> m_model;
    std::shared_ptr<const SavedModel> m_loaded;
    QString m_fileName;
    QStringList m_names;
    std::vector<int> m_rows;
    std::shared_ptr<const CurrentPrediction> m_current;
    std::shared_ptr<const Structure> m_asked;
    bool m_fresh = false;
    bool m_askAgain = false;
    QString m_problem;
    ModelFiles* m_files;
    std::unique_ptr<LatestJob<std::shared_ptr<const CurrentPrediction>>> m_answer;
};

} // namespace mbtr::gui

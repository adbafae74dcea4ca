#pragma once

#include "core/store/gdml_file.h"
#include "core/store/model_file.h"

#include <QObject>
#include <QStringList>
#include <functional>
#include <memory>
#include <variant>

namespace mbtr::gui {

class JobList;
template <typename T> class LatestJob;

/// A model of a property that was loaded: its factor is there, so that each prediction is quick.
struct LoadedModel {
    std::shared_ptr<const SavedModel> model;
    QStringList changes; ///< a sentence for each file that is not as it was when the model was trained on it
};

/// Reads and writes the files of models of both kinds in the background. A newer request replaces the one before.
class ModelFiles : public QObject {
    Q_OBJECT

public:
    explicit ModelFiles(JobList* jobs, QObject* parent = nullptr);
    ~ModelFiles() override;

    void loadPropertyModel(const QString& path);
    void loadForceModel(const QString& path);
    /// Does `writing` in the background; it returns the sentence for written().
    void write(std::function<QString(Progress&)> writing);

signals:
    void propertyModelLoaded(const mbtr::gui::LoadedModel& loaded, const QString& path);
    void forceModelLoaded(const mbtr::SavedGdml& saved);
    void written(const QString& sentence);
    void failed(const QString& problem); ///< one sentence

private:
    using Loaded = std::variant<LoadedModel, SavedGdml>;
    void take(const Loaded& loaded);

    QString m_path; ///< of what is being read
    std::unique_ptr<LatestJob<Loaded>> m_reading;
    std::unique_ptr<LatestJob<QString>> m_writing;
};

} // namespace mbtr::gui

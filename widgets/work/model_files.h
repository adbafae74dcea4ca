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

/// Reads and writes the files of models of both kinds in the background. A newer request replaces the one before.
class ModelFiles : public QObject {
    Q_OBJECT

public:
    explicit ModelFiles(JobList* jobs, QObject* parent = nullptr);
    ~ModelFiles() override;

    void loadPropertyModel(const QString& path);
    void loadForceModel(const QString& path);
    /// Reads the files that the model names, which may be anywhere: only where a person has agreed. Ends with sourcesChecked().
    void checkSources(std::shared_ptr<const SavedModel> model);
    /// Does `writing` in the background; it returns the sentence for written().
    void write(std::function<QString(Progress&)> writing);

signals:
    /// Its factor is there, so that each prediction is quick. sources: paths of the files that checkSources() would read.
    void propertyModelLoaded(const std::shared_ptr<const mbtr::SavedModel>& model, const QStringList& sources, const QString& path);
    void forceModelLoaded(const mbtr::SavedGdml& saved);
    void written(const QString& sentence);
    /// A sentence for each file that is not as it was when the model was trained on it.
    void sourcesChecked(const QStringList& changes);
    void failed(const QString& problem); ///< one sentence

private:
    using PropertyModelFile = std::shared_ptr<const SavedModel>;
    using Loaded = std::variant<PropertyModelFile, SavedGdml>;
    void take(const Loaded& loaded);

    QString m_path; ///< of what is being read
    std::unique_ptr<LatestJob<Loaded>> m_reading;
    std::unique_ptr<LatestJob<QString>> m_writing;
    std::unique_ptr<LatestJob<QStringList>> m_checking;
};

} // namespace mbtr::gui

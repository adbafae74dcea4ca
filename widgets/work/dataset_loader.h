#pragma once

#include <QObject>
#include <memory>

namespace mbtr {
struct Dataset;
struct Message;
}

namespace mbtr::gui {

class Session;
class JobList;

/// Reads the files of a Session, applies its edits and chooses its subset, each in the background as soon as its inputs change.
class DatasetLoader : public QObject {
    Q_OBJECT

public:
    DatasetLoader(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~DatasetLoader() override;

private:
    struct Jobs;
    struct Loaded;
    void readFiles();
    void showFirst(const Loaded& first);
    void takeFiles(Loaded result);
    void showNothing(const Message& reason);
    void takeEdited(Loaded edited);
    void applyEdits();
    void selectSubset();
    void refuseSubset(const QString& problem);

    Session* m_session;
    std::shared_ptr<const Dataset> m_read; ///< without edits
    std::unique_ptr<Jobs> m_jobs;
};

} // namespace mbtr::gui

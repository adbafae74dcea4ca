#pragma once

#include <QObject>
#include <memory>

namespace mbtr {
struct Dataset;
struct FeatureMatrix;
struct TrainingResult;
}

namespace mbtr::gui {

class Session;
class Job;
class JobList;
template <typename T>
struct Stamped;
template <typename T>
class LatestJob;

/// Computes the stages of a Session in the background: dataset and subset as soon as their inputs change (DatasetLoader);
/// features and model of the subset when train() asks for them. Workers see only values.
class Pipeline : public QObject {
    Q_OBJECT

public:
    Pipeline(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~Pipeline() override;

    /// Features where stale, then the model. A newer request replaces a running one.
    /// A length nobody has chosen is set to fit the distances of the features first.
    void train();
    /// As train(), with length and lambda searched first; they become one undo step. Of large sets about 2000 structures
    /// are searched on.
    void search();
    void cancelTraining();
    bool isTraining() const;

signals:
    void trainingStarted();
    void trainingProgressed(double fraction, const QString& step);
    /// problem: one sentence, empty when all went well or the user cancelled.
    void trainingFinished(const QString& problem);
    /// For the messages panel: what went wrong outside a training.
    void failed(const QString& problem);

private:
    struct Jobs;
    void connectTraining();
    void start(bool withSearch);
    void startCollecting();
    void startFromData();
    void startFeatures();
    void startTuning(std::shared_ptr<const FeatureMatrix> features);
    void takeTuning();
    void startModel();
    void passOn(Job* job, double begin, double end);
    void dropTraining();

    Session* m_session;
    std::unique_ptr<Jobs> m_jobs;
};

} // namespace mbtr::gui

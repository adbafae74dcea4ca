#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <vector>

namespace mbtr {
struct Dataset;
struct FeatureMatrix;
struct TrainingResult;
struct SigmaSearchPoint;
}

namespace mbtr::gui {

class Session;
struct Tuning;
class Job;
class JobList;
template <typename T> struct Stamped;
template <typename T> class LatestJob;

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
    /// As train(), with length and lambda, and of the MBTR also sigmas if so asked, searched first; they become one undo step.
    /// Large sets are searched on about 2000 structures; those that validate are not looked at.
    void search(bool withSigmas);
    /// All that the running or last search has tried; grows with trainingProgressed().
    std::vector<SigmaSearchPoint> tried() const;
    void cancelTraining();
    bool isTraining() const;
    /// The last train() or search() once more.
    void repeat();

signals:
    void trainingStarted();
    void trainingProgressed(double fraction, const QString& step);
    /// problem: one sentence, empty when all went well or the user cancelled.
    void trainingFinished(const QString& problem);

private:
    struct Jobs;
    void connectTraining();
    enum class Searched { Nothing, Kernel, Everything };
    void start(Searched searched);
    void startCollecting();
    void startFromData();
    void startFeatures();
    void startSigmaSearch();
    void startTuning(std::shared_ptr<const FeatureMatrix> features);
    std::function<void(const QString&)> failure();
    void takeCollected(std::shared_ptr<const Dataset> collected);
    void takeFeatures(const Stamped<FeatureMatrix>& computed);
    void takeTuning(const Tuning& found);
    void takeModel(Stamped<TrainingResult> trained);
    void nameUnit();
    void adopt(const Tuning& tuning);
    void startModel();
    struct ProgressPart {
        double begin, end;
    };
    void passOn(Job* job, const std::function<ProgressPart()>& part);
    void takeRevisions();
    void dropTraining();

    Session* m_session;
    std::unique_ptr<Jobs> m_jobs;
};

} // namespace mbtr::gui

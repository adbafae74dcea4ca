#pragma once

#include "widgets/work/forces/force_computation.h"

#include <QObject>
#include <QTimer>
#include <map>
#include <memory>

namespace mbtr::gui {

class Job;
class JobList;
class ModelFiles;
class Session;
template <typename T> class LatestJob;

/// Trains force models on the session's structures, with the session's settings, in the background, and keeps what they told. So
/// do the points of searches and learning curves: what has been computed once for the same data and settings is not computed
/// again.
class ForceTrainer : public QObject {
    Q_OBJECT

public:
    ForceTrainer(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~ForceTrainer() override;

    const GdmlTrainingSettings& settings() const;
    /// One step of the Edit menu, called `what` there.
    void changeSettings(const GdmlTrainingSettings& settings, const QString& what);
    /// Why these structures cannot be learnt from; empty where they can.
    const QString& obstacle() const { return m_obstacle; }
    std::shared_ptr<const Dataset> dataset() const;

    void train();
    /// For both descriptors, or for the chosen one. Sizes ascending.
    void computeCurve(const std::vector<int>& sizes, bool bothDescriptors);
    /// Errors of the current training without symmetry, with what each permutation generates, and with all.
    void compareSymmetries();
    void cancel();
    bool isTraining() const;
    bool isComputingCurve() const;
    bool isComparing() const;

    /// The newest training of these structures; nullptr before.
    std::shared_ptr<const ForceTraining> training() const { return m_training; }
    /// Are training()'s settings still settings(), and its dataset dataset()?
    bool isFresh() const;
    /// The newest trained or loaded; model = nullptr before.
    const SavedGdml& model() const { return m_model; }
    /// In the background; modelChanged() or failed() tells what came of it.
    void load(const QString& path);
    void save(const QString& path);

    const std::vector<GdmlSearchPoint>& searchPoints() const { return m_searchPoints; }
    /// |K a - f|/|f| after each step of the iterative solver.
    const std::vector<double>& residuals() const { return m_residuals; }
    const std::vector<ForceLearningPoint>& curve() const { return m_curve; }
    const std::vector<SymmetryPoint>& symmetries() const { return m_symmetries; }

signals:
    void settingsChanged();
    /// Something began, ended, or there are other structures.
    void stateChanged();
    void progressed(double fraction, const QString& step);
    void pointsChanged();
    void modelChanged();
    /// Something was written; one sentence.
    void saved(const QString& sentence);
    /// One sentence.
    void failed(const QString& problem);

private:
    void readDataset();
    void forgetNumbers();
    void follow(Job* job);
    std::shared_ptr<LiveForces> begin();
    void end();
    void drain();
    void takeTraining(std::shared_ptr<const ForceTraining> training);
    void takeLoaded(const SavedGdml& saved);
    std::string searchKey() const;

    Session* m_session;
    ModelFiles* m_files;
    std::weak_ptr<const Dataset> m_seen;
    int m_structures = -1; ///< Session::structureSet() of what is kept here
    QString m_obstacle;
    std::shared_ptr<const ForceTraining> m_training;
    SavedGdml m_model;
    std::vector<GdmlSearchPoint> m_searchPoints;
    std::vector<double> m_residuals;
    std::vector<ForceLearningPoint> m_curve;
    std::string m_curveKey;
    std::vector<SymmetryPoint> m_symmetries;
    std::map<std::string, std::vector<GdmlSearchPoint>> m_known; ///< by searchKey()
    std::string m_searched; ///< searchKey() of the running job
    std::shared_ptr<LiveForces> m_live; ///< what the running job tells
    QTimer m_drain;
    std::unique_ptr<LatestJob<std::shared_ptr<const ForceTraining>>> m_job;
    std::unique_ptr<LatestJob<bool>> m_curveJob, m_symmetryJob;
};

} // namespace mbtr::gui

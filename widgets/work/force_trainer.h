#pragma once

#include "core/gdml/gdml_training.h"
#include "core/store/gdml_file.h"

#include <QObject>
#include <QTimer>
#include <map>
#include <memory>

namespace mbtr::gui {

class Job;
class JobList;
class Session;
template <typename T> class LatestJob;

/// A training with what it is compared with.
struct ForceTraining {
    GdmlTrainingResult result;
    std::shared_ptr<const Dataset> dataset;
    ForceData training, validation; ///< in the order of the result's split
    ForceErrors trainBaseline, validationBaseline; ///< of no forces and the mean energy
    std::vector<ElementErrors> elements; ///< of the validation set, of the training set where there is none
};

/// A training set of `size` geometries on the learning curve.
struct LearningPoint {
    GdmlDescriptor descriptor = GdmlDescriptor::Distances;
    int size = 0;
    ForceErrors errors; ///< of the validation set
    double length = 0;
};

/// Errors with some of the permutations only.
struct SymmetryPoint {
    int permutation = 0; ///< of the model; what it generates is used. -1: all of them
    std::size_t groupSize = 1;
    double forceMae = 0; ///< of the validation set
};

/// Trains force models on the session's structures in the background and keeps what they told. Settings live here, for as long
/// as the program; so do the points of searches and learning curves: what has been computed once for the same data and
/// settings is not computed again.
class ForceTrainer : public QObject {
    Q_OBJECT

public:
    ForceTrainer(Session* session, JobList* jobs, QObject* parent = nullptr);
    ~ForceTrainer() override;

    const GdmlTrainingSettings& settings() const { return m_settings; }
    void setSettings(const GdmlTrainingSettings& settings);
    /// Why these structures cannot be learnt from; empty where they can.
    const QString& obstacle() const { return m_obstacle; }
    std::shared_ptr<const Dataset> dataset() const;

    void train();
    /// Of both descriptors, or of the chosen one. Sizes ascending.
    void computeCurve(const std::vector<int>& sizes, bool bothDescriptors);
    /// Errors of the current training without symmetry, with what each permutation generates, and with all.
    void compareSymmetries();
    void cancel();
    bool isTraining() const;
    bool isComputingCurve() const;
    bool isComparing() const;

    /// Of the newest training; nullptr before.
    std::shared_ptr<const ForceTraining> training() const { return m_training; }
    /// Are training()'s settings still settings()?
    bool isFresh() const;
    /// The newest trained or loaded; model = nullptr before.
    const SavedGdml& model() const { return m_model; }
    /// Throw FileError.
    void load(const QString& path);
    void save(const QString& path) const;

    const std::vector<GdmlSearchPoint>& searchPoints() const { return m_searchPoints; }
    /// |K a - f|/|f| after each step of the iterative solver.
    const std::vector<double>& residuals() const { return m_residuals; }
    const std::vector<LearningPoint>& curve() const { return m_curve; }
    const std::vector<SymmetryPoint>& symmetries() const { return m_symmetries; }

signals:
    void settingsChanged();
    /// Something began, ended, or there are other structures.
    void stateChanged();
    void progressed(double fraction, const QString& step);
    void pointsChanged();
    void modelChanged();
    /// One sentence.
    void failed(const QString& problem);

private:
    struct Live;
    void readDataset();
    void follow(Job* job);
    std::shared_ptr<Live> begin();
    void drain();
    void takeTraining();
    std::string searchKey() const;

    Session* m_session;
    GdmlTrainingSettings m_settings;
    std::weak_ptr<const Dataset> m_seen;
    QString m_obstacle;
    std::shared_ptr<const ForceTraining> m_training;
    SavedGdml m_model;
    std::vector<GdmlSearchPoint> m_searchPoints;
    std::vector<double> m_residuals;
    std::vector<LearningPoint> m_curve;
    std::string m_curveKey;
    std::vector<SymmetryPoint> m_symmetries;
    std::map<std::string, std::vector<GdmlSearchPoint>> m_known; ///< by searchKey()
    std::shared_ptr<Live> m_live; ///< what the running job tells
    QTimer m_drain;
    std::unique_ptr<LatestJob<std::shared_ptr<const ForceTraining>>> m_job;
    std::unique_ptr<LatestJob<bool>> m_curveJob, m_symmetryJob;
};

} // namespace mbtr::gui

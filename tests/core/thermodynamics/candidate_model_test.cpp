#include "core/thermodynamics/candidate_model.h"

#include "tests/support/random_features.h"

#include <Eigen/LU>
#include <QTest>

using namespace mbtr;

namespace {

const std::vector<int> kKnown {0, 3, 4, 7, 9, 12};

/// A belief from some points of random features.
struct Example {
    RowMatrix features = test::randomFeatures(16, 4, 5);
    FeatureDistances distances {features};
    Belief belief;

    Example()
    {
        Eigen::VectorXd y(6);
        y << 0.1, -0.2, 0.3, 0.05, -0.1, 0.2;
        belief.process.emplace(distances.squared(kKnown, kKnown), y, 0.7, 1e-3);
        for (int i = 0; i < 16; ++i)
            if (std::find(kKnown.begin(), kKnown.end(), i) == kKnown.end())
                belief.candidates.push_back(i);
        const Eigen::MatrixXd toNew = distances.squared(kKnown, belief.candidates);
        belief.mean = belief.process->predict(toNew);
        belief.spread = (belief.process->variance(toNew).array() + belief.process->nugget()).sqrt();
    }
    Eigen::MatrixXd covariance() const
    {
        return belief.process->covariance(distances.squared(kKnown, belief.candidates),
                                          distances.squared(belief.candidates, belief.candidates));
    }
};

} // namespace

class CandidateModelTest : public QObject {
    Q_OBJECT

private slots:
    void distancesAreThoseOfTheRows()
    {
        const RowMatrix features = test::randomFeatures(3100, 3, 3); // more than are kept all
        FeatureDistances distances(features);
        const std::vector<int> rows {5, 3000, 17}, columns {2, 3099};
        const auto check = [&] {
            const Eigen::MatrixXd squared = distances.squared(rows, columns);
            for (std::size_t i = 0; i < 3; ++i)
                for (std::size_t j = 0; j < 2; ++j)
                    QVERIFY(std::abs(squared(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j))
                                     - (features.row(rows[i]) - features.row(columns[j])).squaredNorm())
                            < 1e-12);
        };
        check();
        distances.keep(rows);
        check();
    }
    void theMedianIsThatOfAllPairs()
    {
        RowMatrix features(3, 1);
        features << 0, 1, 3; // distances 1, 2, 3
        QCOMPARE(FeatureDistances(features).median(), 2.0);
    }
    void pretendingConditionsTheCovariance()
    {
        const Example example;
        PretendedEnergies pretended(example.belief, example.distances, kKnown);
        Eigen::MatrixXd covariance = example.covariance();
        const double nugget = example.belief.process->nugget();
        for (const Eigen::Index place : {4, 0, 7}) { // one after another, against the formula
            pretended.pretend(place);
            covariance
                = (covariance - covariance.col(place) * covariance.row(place) / (covariance(place, place) + nugget)).eval();
            QVERIFY((pretended.spread().array().square() - covariance.diagonal().array() - nugget).abs().maxCoeff() < 1e-10);
        }
    }
    void drawnEnergiesHaveTheMeanAndCovarianceOfTheBelief()
    {
        Progress progress;
        const Example example;
        const std::vector<int> places {1, 2, 6};
        const int samples = 200'000;
        const Eigen::MatrixXd energies
            = drawEnergies(example.belief, example.distances, kKnown, places, 1.5, samples, 3, progress);
        const Eigen::VectorXd mean = energies.rowwise().mean();
        const Eigen::MatrixXd centred = energies.colwise() - mean, covariance = centred * centred.transpose() / samples;
        Eigen::MatrixXd expected = example.covariance()(places, places);
        expected.diagonal().array() += example.belief.process->nugget();
        expected *= 1.5 * 1.5;
        const double scale = expected.diagonal().maxCoeff();
        QVERIFY((mean - example.belief.mean(places)).cwiseAbs().maxCoeff() < 0.01 * std::sqrt(scale));
        QVERIFY((covariance - expected).cwiseAbs().maxCoeff() < 0.02 * scale);
        QCOMPARE(drawEnergies(example.belief, example.distances, kKnown, places, 1.5, 10, 3, progress),
                 drawEnergies(example.belief, example.distances, kKnown, places, 1.5, 10, 3, progress));
    }
};

QTEST_APPLESS_MAIN(CandidateModelTest)
#include "candidate_model_test.moc"

#include "core/models/krr.h"

#include "core/base/error.h"
#include "core/dataset/dataset.h"
#include "core/kernels/kernel_matrix.h"
#include "core/models/variance.h"
#include "tests/support/cancel_soon.h"
#include "tests/support/message_of.h"
#include "tests/support/random_features.h"

#include <Eigen/LU>
#include <QTest>
#include <cmath>
#include <numeric>

using namespace mbtr;
using test::firstRows;
using test::randomFeatures;

namespace {

/// Structures of 1, 2, 3, 1, 2, .. carbon atoms with a smooth target.
Dataset carbonDataset(const RowMatrix& features)
{
    Dataset dataset;
    StructureNumbers energies;
    for (int i = 0; i < features.rows(); ++i) {
        Structure structure;
        structure.species.assign(static_cast<std::size_t>(1 + i % 3), 6);
        structure.positions = Eigen::Matrix3Xd::Zero(3, structure.atomCount());
        dataset.structures.push_back(structure);
        energies.values.push_back(features.row(i).array().sin().sum());
    }
    dataset.properties.push_back({"energy", "eV", energies});
    return dataset;
}

TrainingSettings settingsFor(int train, int validate)
{
    TrainingSettings settings;
    settings.target = "energy";
    settings.kernel = GaussianKernel {1};
    settings.split.train = train;
    settings.split.validate = validate;
    return settings;
}

TrainingResult train(const TrainingSettings& settings, int structures = 60)
{
    Progress progress;
    const FeatureMatrix features {randomFeatures(structures, 4), nullptr};
    return trainKrr(carbonDataset(features.values), features, settings, progress);
}

/// What the model says of some rows of the features.
std::vector<double> valuesOf(const KrrModel& model, const RowMatrix& features, const std::vector<int>& rows)
{
    Progress progress;
    return predictWithVariance(model, *model.factor, features, rows, progress).values;
}

std::string messageFor(const TrainingSettings& settings)
{
    return test::messageOf([&] { train(settings); });
}

} // namespace

class KrrTest : public QObject {
    Q_OBJECT

private slots:
    // Each structure is left out in turn and said by the others, the slow way; the mean of the targets stays.
    void amplitudeMakesErrorsOfStructuresLeftOutAsLargeAsIsSaid()
    {
        constexpr int n = 12;
        constexpr double lambda = 0.01;
        Progress progress;
        const RowMatrix features = randomFeatures(n, 3);
        std::vector<int> rows(n);
        std::iota(rows.begin(), rows.end(), 0);
        const Eigen::VectorXd y = features.rowwise().sum().array().sin();
        const KrrModel model = fitKrr(features, rows, y, GaussianKernel {1}, lambda, progress);
        Eigen::MatrixXd kernel = kernelMatrix(model.kernel, features, rows, progress);
        kernel.diagonal().array() += lambda;
        double sum = 0;
        for (int i = 0; i < n; ++i) {
            std::vector<int> others = rows;
            others.erase(others.begin() + i);
            const Eigen::VectorXd row = kernel(others, i);
            const Eigen::VectorXd weights = kernel(others, others).inverse() * row;
            const double residual = y[i] - model.mean - weights.dot((y(others).array() - model.mean).matrix());
            sum += residual * residual / (kernel(i, i) - weights.dot(row));
        }
        QVERIFY(std::abs(leaveOneOutAmplitude(model, *model.factor, progress) / (sum / n) - 1) < 1e-9);
    }
    // Rows 1 and 2 with <x, y>: K = [1 2; 2 4], lambda 1, y - mean = (-1, 1): [2 2; 2 5] alpha = (-1, 1)
    // has determinant 6 and alpha = (-7/6, 2/3). f(3) = 2 + 3 alpha_1 + 6 alpha_2 = 2.5.
    void solvesASystemDoneByHand()
    {
        RowMatrix features(3, 1);
        features << 1, 2, 3;
        const KrrModel model = fitKrr(features, firstRows(2), Eigen::Vector2d(1, 3), LinearKernel {}, 1, m_progress);
        QCOMPARE(model.mean, 2.0);
        QVERIFY(std::abs(model.alpha[0] + 7.0 / 6) < 1e-14);
        QVERIFY(std::abs(model.alpha[1] - 2.0 / 3) < 1e-14);
        QVERIFY(std::abs(valuesOf(model, features, {2})[0] - 2.5) < 1e-14);
    }
    void agreesWithADirectSolution()
    {
        const RowMatrix features = randomFeatures(400, 6);
        const auto rows = firstRows(350);
        const Eigen::VectorXd y = features.topRows(350).rowwise().sum().array().sin();
        const KrrModel model = fitKrr(features, rows, y, Matern52Kernel {0.5}, 1e-3, m_progress);
        Eigen::MatrixXd matrix = kernelMatrix(Matern52Kernel {0.5}, features, rows, m_progress);
        matrix.diagonal().array() += 1e-3;
        const Eigen::VectorXd alpha = matrix.fullPivLu().solve((y.array() - y.mean()).matrix());
        QVERIFY((model.alpha - alpha).cwiseAbs().maxCoeff() < 1e-9 * alpha.cwiseAbs().maxCoeff());
    }
    void learnsASmoothFunction()
    {
        const TrainingResult result = train(settingsFor(200, 100), 300);
        QVERIFY(result.validation.r2 > 0.999);
        QCOMPARE(result.validatePredicted.size(), 100u);
        QVERIFY(result.train.rmse < result.validation.rmse);
    }
    // The predictions of the training set come from y - lambda alpha, without the kernel matrix.
    void predictsItsTrainingSetAsTheKernelDoes()
    {
        const FeatureMatrix features {randomFeatures(60, 4), nullptr};
        const TrainingResult result = train(settingsFor(50, 10));
        const auto predicted = valuesOf(*result.model, features.values, result.split.train);
        for (std::size_t i = 0; i < predicted.size(); ++i)
            QVERIFY(std::abs(predicted[i] - result.trainPredicted[i]) < 1e-9);
    }
    void predictsTheSameInOneGoAndOneByOne()
    {
        const RowMatrix features = randomFeatures(40, 30);
        const Eigen::VectorXd y = features.topRows(30).rowwise().sum();
        const KrrModel model = fitKrr(features, firstRows(30), y, GaussianKernel {2}, 1e-3, m_progress);
        const auto together = valuesOf(model, features, firstRows(40));
        for (int i = 0; i < 40; ++i)
            QVERIFY(std::abs(valuesOf(model, features, {i})[0] - together[i]) < 1e-10);
    }
    void keepsReferencesInTheOrderOfTheSplit()
    {
        const TrainingResult result = train(settingsFor(20, 10));
        const auto energies = scalarValues(carbonDataset(randomFeatures(60, 4)), "energy");
        for (std::size_t i = 0; i < 10; ++i)
            QCOMPARE(result.validateReference[i], energies[result.split.validate[i]]);
        QCOMPARE(result.unit, "eV");
    }
    void dividesByTheNumberOfAtoms()
    {
        TrainingSettings settings = settingsFor(20, 10);
        settings.perAtom = true;
        const TrainingResult result = train(settings);
        const auto energies = scalarValues(carbonDataset(randomFeatures(60, 4)), "energy");
        const int first = result.split.train[0];
        QCOMPARE(result.trainReference[0], energies[first] / (1 + first % 3));
        QCOMPARE(result.unit, "eV/atom");
    }
    void validatesOnNothingWhereAllTrain()
    {
        const TrainingResult result = train(settingsFor(60, 0));
        QVERIFY(result.validatePredicted.empty());
        QVERIFY(std::isnan(result.validation.mae));
    }
    void takesASplitMadeElsewhere()
    {
        const FeatureMatrix features {randomFeatures(60, 4), nullptr};
        const Split split {{0, 2, 4}, {59}};
        const TrainingResult result = trainKrr(carbonDataset(features.values), features, settingsFor(3, 1), split, m_progress);
        QCOMPARE(result.model->alpha.size(), 3);
        QCOMPARE(result.validateReference.size(), 1u);
    }
    void refusesSettingsOutOfRange()
    {
        TrainingSettings settings = settingsFor(10, 10);
        settings.lambda = -1;
        QCOMPARE(messageFor(settings), "lambda: must be a number not less than 0, is -1");
        settings = settingsFor(10, 10);
        settings.kernel = GaussianKernel {0};
        QCOMPARE(messageFor(settings), "length: must be a number larger than 0, is 0");
        QCOMPARE(messageFor(settingsFor(61, 0)), "train: must be 1 to 60, the number of structures, is 61");
        settings = settingsFor(10, 10);
        settings.target = "enrgy";
        QCOMPARE(messageFor(settings), "target: 'enrgy' is not a number per structure; there are: energy");
    }
    void saysWhatHelpsASingularMatrix()
    {
        TrainingSettings settings = settingsFor(30, 10);
        settings.kernel = LinearKernel {}; // 30 structures, 4 features
        settings.lambda = 0;
        const std::string message = messageFor(settings);
        QVERIFY(message.starts_with("the kernel matrix is not positive definite: pivot 5 of 30 is "));
        QVERIFY(message.ends_with("; a larger lambda helps"));
    }
    void canBeCancelled()
    {
        const FeatureMatrix features {randomFeatures(1500, 1000), nullptr};
        test::CancelSoon progress(0.5);
        QVERIFY_THROWS_EXCEPTION(Cancelled, trainKrr(carbonDataset(features.values), features, settingsFor(1400, 0), progress));
    }

private:
    Progress m_progress;
};

QTEST_APPLESS_MAIN(KrrTest)
#include "krr_test.moc"

#include "core/models/explanation.h"

#include "core/mbtr/presets.h"
#include "core/models/cross_validation.h"
#include "core/models/path_gradient.h"
#include "core/models/variance.h"
#include "tests/support/random_features.h"
#include "tests/support/small_dataset.h"
#include "tests/support/structures.h"

#include <Eigen/LU>
#include <QTest>
#include <cmath>
#include <numeric>

using namespace mbtr;
using test::firstRows;
using test::randomFeatures;

namespace {

double sumOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

FeatureMatrix mbtrFeatures(const Dataset& dataset, Progress& progress)
{
    return buildFeatures(dataset, representationFor(dataset, RepresentationKind::Mbtr, preset("default")), progress);
}

TrainingResult train(bool baseline, TermScaling scaling, const Dataset& dataset)
{
    Progress progress;
    TrainingSettings settings;
    settings.target = "energy";
    settings.kernel = GaussianKernel {3};
    settings.lambda = 1e-5;
    settings.split.train = 7;
    settings.compositionBaseline = baseline;
    FeatureMatrix features = mbtrFeatures(dataset, progress);
    if (scaling == TermScaling::Even)
        scaleTermsEvenly(features, firstRows(7));
    return trainKrr(dataset, features, settings, progress);
}

KrrModel randomModel(const Kernel& kernel)
{
    Progress progress;
    const RowMatrix features = randomFeatures(30, 6);
    const Eigen::VectorXd y = features.rowwise().squaredNorm();
    return fitKrr(features, firstRows(30), y, kernel, 1e-4, progress);
}

} // namespace

class ExplanationTest : public QObject {
    Q_OBJECT

private slots:
    void partsAddUp_data()
    {
        QTest::addColumn<bool>("baseline");
        QTest::addColumn<int>("scaling");
        QTest::newRow("plain") << false << 0;
        QTest::newRow("baseline and even terms") << true << 1;
    }
    void partsAddUp()
    {
        QFETCH(bool, baseline);
        QFETCH(int, scaling);
        const auto dataset = test::smallDataset(true);
        const TrainingResult result = train(baseline, static_cast<TermScaling>(scaling), *dataset);
        const PropertyModel model = propertyModel(result, *result.representation);
        Progress progress;
        const Structure& structure = dataset->structures[3];
        const Explanation e = explain(model, structure, progress);
        const Predictor predictor(std::make_shared<const PropertyModel>(model), progress);
        const Dataset one {.structures = {structure}, .properties = {}, .sources = {}, .messages = {}};
        const double start = e.baseline + e.average + e.missing;
        const double value = predictor.predict(one, progress).front().value;
        QVERIFY(std::abs(e.value - value) < 1e-7);
        QVERIFY(std::abs(start + sumOf(e.terms) - value) < 1e-7);
        QVERIFY(std::abs(start + sumOf(e.blocks) - value) < 1e-7);
        QVERIFY(std::abs(start + sumOf(e.atoms) - value) < 1e-7);
        QVERIFY(std::abs(predictor.trainingParts(one, progress).front().value() - value) < 1e-7);
        QVERIFY(std::abs(e.missing) < 1e-5);
        // The two hydrogen atoms of water are nearly the same: their bonds differ by 0.2 %.
        QVERIFY(std::abs(e.atoms[1] - e.atoms[2]) < 0.1 * (std::abs(e.atoms[1]) + 1e-6));
        for (std::size_t block = 0; block < e.blocks.size(); ++block) {
            const TupleParts tuples = explainBlock(e, structure, static_cast<int>(block), progress);
            double sum = tuples.average;
            for (const TuplePart& tuple : tuples.tuples)
                sum += tuple.part;
            QVERIFY(std::abs(sum - e.blocks[block]) < 1e-7);
        }
    }
    void isExactForTheLinearKernel()
    {
        Progress progress;
        const Eigen::VectorXd x = randomFeatures(1, 6, 7).row(0).transpose();
        QVERIFY(std::abs(pathGradient(randomModel(LinearKernel {}), x, progress).missing) < 1e-11);
    }
    void missesLittleForTheOthers_data()
    {
        QTest::addColumn<QString>("kernel");
        QTest::addColumn<double>("tolerance"); // of the change of about 1: the laplacian has kinks
        QTest::newRow("gaussian") << "gaussian" << 1e-9;
        QTest::newRow("matern52") << "matern52" << 1e-7;
        QTest::newRow("laplacian") << "laplacian" << 0.02;
    }
    void missesLittleForTheOthers()
    {
        QFETCH(QString, kernel);
        QFETCH(double, tolerance);
        Progress progress;
        const PathGradient path
            = pathGradient(randomModel(makeKernel(kernel.toStdString(), 1.5)), Eigen::VectorXd::Constant(6, 0.95), progress);
        QVERIFY(std::abs(path.value - path.referenceValue) > 0.1);
        QVERIFY2(std::abs(path.missing) < tolerance, qPrintable(QString::number(path.missing)));
    }
    // Trained again without each structure, with the mean of all.
    void residualsWithoutAStructureAreThoseOfTrainingWithoutIt()
    {
        Progress progress;
        const RowMatrix features = randomFeatures(12, 3);
        const Eigen::VectorXd y = features.rowwise().sum();
        const KrrModel model = fitKrr(features, firstRows(12), y, GaussianKernel {1}, 1e-2, progress);
        const std::vector<double> residuals = leaveOneOutResiduals(model, *model.factor, progress);
        for (int left = 0; left < 12; ++left) {
            Eigen::MatrixXd kernel(11, 11);
            Eigen::VectorXd centred(11), across(11);
            const auto k = [&](int i, int j) { return std::exp(-(features.row(i) - features.row(j)).squaredNorm() / 2); };
            const auto at = [left](int i) { return i < left ? i : i + 1; };
            for (int i = 0; i < 11; ++i) {
                centred[i] = y[at(i)] - y.mean();
                across[i] = k(at(i), left);
                for (int j = 0; j < 11; ++j)
                    kernel(i, j) = k(at(i), at(j)) + (i == j ? 1e-2 : 0);
            }
            const double predicted = y.mean() + across.dot(kernel.lu().solve(centred));
            QVERIFY(std::abs(residuals[left] - (y[left] - predicted)) < 1e-9);
        }
    }
    void varianceIsThatOfTheGaussianProcess()
    {
        Progress progress;
        const RowMatrix features = randomFeatures(20, 3);
        const Eigen::VectorXd y = features.rowwise().sum();
        const KrrModel model = fitKrr(features, firstRows(15), y.head(15), GaussianKernel {1}, 1e-2, progress);
        const ScaledPredictions predictions
            = predictWithVariance(model, *model.factor, features, std::vector<int> {17}, progress);
        Eigen::MatrixXd kernel(15, 15);
        Eigen::VectorXd across(15);
        for (int i = 0; i < 15; ++i) {
            across[i] = std::exp(-(features.row(i) - features.row(17)).squaredNorm() / 2);
            for (int j = 0; j < 15; ++j)
                kernel(i, j) = std::exp(-(features.row(i) - features.row(j)).squaredNorm() / 2) + (i == j ? 1e-2 : 0);
        }
        QVERIFY(std::abs(predictions.variances.front() - (1 + 1e-2 - across.dot(kernel.lu().solve(across)))) < 1e-10);
    }
    void aBaselineLearnsWhatIsLinearInTheComposition()
    {
        Dataset dataset;
        std::vector<double> targets;
        for (int i = 0; i < 6; ++i) {
            Structure structure;
            structure.species.assign(static_cast<std::size_t>(1 + i % 3), 1);
            structure.species.resize(structure.species.size() + static_cast<std::size_t>(1 + i / 2), 8);
            structure.positions = Eigen::Matrix3Xd::Zero(3, structure.atomCount());
            targets.push_back(5 - 2 * (1 + i % 3) + 7 * (1 + i / 2));
            dataset.structures.push_back(structure);
        }
        const CompositionBaseline baseline = fitCompositionBaseline(dataset, firstRows(6), targets, false);
        QVERIFY(baseline.unit == CompositionUnit::Counts);
        QVERIFY(std::abs(baseline.intercept - 5) < 1e-10);
        QVERIFY(std::abs(baseline.coefficients[0] + 2) < 1e-10);
        QVERIFY(std::abs(baseline.coefficients[1] - 7) < 1e-10);
    }
    void everyStructureIsPredictedOnceByCrossValidation()
    {
        const auto dataset = test::smallDataset();
        Progress progress;
        TrainingSettings settings;
        settings.target = "energy";
        settings.kernel = GaussianKernel {10};
        const FeatureMatrix features = mbtrFeatures(*dataset, progress);
        const CrossValidation all = crossValidate(*dataset, features, firstRows(8), settings, 8, progress);
        // One fold a structure: the same as training on the other seven.
        for (int left = 0; left < 8; ++left) {
            Split split {.train = firstRows(8), .validate = {left}};
            split.train.erase(split.train.begin() + left);
            const double alone = trainKrr(*dataset, features, settings, split, progress).validatePredicted.front();
            QVERIFY(std::abs(all.predicted[left] - alone) < 1e-6);
        }
    }
};

QTEST_APPLESS_MAIN(ExplanationTest)
#include "explanation_test.moc"

#include "core/store/model_file.h"

#include "core/models/variance.h"
#include "core/store/zip_archive.h"
#include "tests/support/message_of.h"
#include "tests/support/random_features.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace mbtr;
using test::firstRows;
using test::messageOf;
using test::randomFeatures;

namespace {

MbtrSettings twentyBins()
{
    MbtrSettings settings;
    settings.species = std::vector<int> {1, 6};
    TermSettings term;
    term.k = 1;
    term.geometry = Geometry::AtomicNumber;
    term.grid = {.min = 0, .max = 8, .n = 10};
    term.sigma = 0.1;
    settings.terms = {term};
    return settings;
}

SavedModel trainedModel(const RowMatrix& features)
{
    SavedModel saved;
    Progress progress;
    const Eigen::VectorXd y = features.topRows(30).rowwise().sum();
    saved.model = std::make_shared<const KrrModel>(fitKrr(features, firstRows(30), y, GaussianKernel {1.5}, 1e-3, progress));
    saved.representation = {.kind = RepresentationKind::Mbtr,
                            .species = {1, 6},
                            .mbtr = twentyBins(),
                            .termScales = {1.5},
                            .mostAtoms = 0,
                            .bags = {}};
    saved.baseline = CompositionBaseline {CompositionUnit::Fractions, -2.5, {1, 6}, {0.25, 4}};
    saved.target = "energy";
    saved.unit = "eV/atom";
    saved.perAtom = true;
    saved.amplitude = 0.1;
    saved.train = {1, 2, 3, 0.5};
    saved.validation = metricsOf({}, {});
    saved.sources = {{{"molecules.xyz", 0, 40}, 0xfedcba98u, 123}};
    saved.split = {.train = 30, .validate = 10, .seed = 0xffffffffffffffff, .method = SplitMethod::Stratified, .forceSmall = 4};
    saved.trainingStructures = firstRows(30);
    saved.trainingNames.assign(30, "ethene");
    saved.created = "2026-01-31T12:00:00Z";
    return saved;
}

} // namespace

class ModelFileTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_path = (m_directory.path() + "/model.mbtr").toStdString(); }

    void predictsTheSameAfterReading()
    {
        const RowMatrix features = randomFeatures(40, 20);
        const SavedModel saved = trainedModel(features);
        writeModel(saved, m_path);
        const SavedModel read = readModel(m_path);
        Progress progress;
        const auto predict = [&](const KrrModel& model) {
            return predictWithVariance(model, *factorOf(model, progress), features, firstRows(40), progress);
        };
        const ScaledPredictions before = predict(*saved.model), after = predict(*read.model);
        QCOMPARE(after.values, before.values);
        QCOMPARE(after.variances, before.variances);
    }
    void keepsEverything()
    {
        const SavedModel saved = trainedModel(randomFeatures(40, 20));
        writeModel(saved, m_path);
        const SavedModel read = readModel(m_path);
        QVERIFY(read.model->kernel == saved.model->kernel);
        QCOMPARE(read.model->lambda, saved.model->lambda);
        QCOMPARE(read.model->mean, saved.model->mean);
        QVERIFY(read.model->alpha == saved.model->alpha);
        QVERIFY(read.model->trainingFeatures == saved.model->trainingFeatures);
        QVERIFY(read.representation == saved.representation);
        QCOMPARE(read.target, saved.target);
        QCOMPARE(read.unit, saved.unit);
        QCOMPARE(read.perAtom, true);
        QCOMPARE(read.amplitude, 0.1);
        QCOMPARE(read.train.max, 3.0);
        QVERIFY(std::isnan(read.validation.mae));
        QCOMPARE(read.sources.at(0).path, "molecules.xyz");
        QCOMPARE(read.sources.at(0).end, 40);
        QCOMPARE(read.sources.at(0).crc32.value(), 0xfedcba98u);
        QCOMPARE(read.sources.at(0).size.value(), 123);
        QVERIFY(read.baseline == saved.baseline);
        QCOMPARE(read.trainingNames, saved.trainingNames);
        QCOMPARE(read.created, "2026-01-31T12:00:00Z");
        QVERIFY(read.split == saved.split);
        QCOMPARE(read.trainingStructures, saved.trainingStructures);
    }
    // 30 x 31 / 2 numbers are fewer than 30 x 20 features; 30 x 10 are not.
    void keepsAFactorThatIsNotLargerThanTheFeatures()
    {
        const SavedModel saved = trainedModel(randomFeatures(40, 20));
        writeModel(saved, m_path);
        QVERIFY(readModel(m_path).model->factor);
        const Eigen::MatrixXd read = readModel(m_path).model->factor->triangularView<Eigen::Lower>();
        const Eigen::MatrixXd written = saved.model->factor->triangularView<Eigen::Lower>();
        QVERIFY(read == written);
    }
    void leavesOutALargerFactor()
    {
        SavedModel saved = trainedModel(randomFeatures(40, 10));
        saved.representation.mbtr.terms[0].grid.n = 5; // of two elements
        writeModel(saved, m_path);
        QVERIFY(!readModel(m_path).model->factor);
    }
    void tellsWhichTrainingFileHasChanged()
    {
        SavedModel saved = trainedModel(randomFeatures(40, 20));
        writeFile("as it is now");
        saved.sources = {{{m_path, 0, 40}, 1u, 12}, {{"/nonexistent.xyz", 40, 50}, 2u, 12}};
        QCOMPARE(changedSources(saved), std::vector {m_path + " has changed since the model was trained on it"});
    }
    void leavesNoOtherFileBehind()
    {
        writeModel(trainedModel(randomFeatures(40, 20)), m_path);
        QCOMPARE(QDir(m_directory.path()).entryList(QDir::Files | QDir::Hidden), QStringList("model.mbtr"));
    }
    void saysWhyItCannotWrite()
    {
        QCOMPARE(messageOf([] { writeModel(trainedModel(randomFeatures(40, 20)), "/nonexistent/model.mbtr"); }),
                 "/nonexistent/model.mbtr: cannot be written: there is no such folder");
    }
    void saysWhatIsNoModel()
    {
        writeFile("hello");
        QCOMPARE(messageOf([this] { readModel(m_path); }), m_path + ": cannot be read: Not a zip archive");
        QCOMPARE(messageOf([] { readModel("/nonexistent.mbtr"); }), "/nonexistent.mbtr: cannot be read: No such file");
        ZipWriter other(m_path);
        other.add("something", "else");
        other.finish();
        QCOMPARE(messageOf([this] { readModel(m_path); }), m_path + ": has no part 'header.json'");
    }
    void saysThatAPartIsDamaged()
    {
        writeModel(trainedModel(randomFeatures(40, 20)), m_path);
        QByteArray bytes = fileContent();
        const qsizetype features = bytes.indexOf("features.npy");
        bytes[features + 200] = static_cast<char>(bytes[features + 200] ^ 1); // a bit of a number
        writeFile(bytes);
        QCOMPARE(messageOf([this] { readModel(m_path); }), m_path + ": the part 'features.npy' is damaged");
    }
    void refusesEveryFileThatIsCut()
    {
        writeModel(trainedModel(randomFeatures(40, 20)), m_path);
        const QByteArray bytes = fileContent();
        for (qsizetype size = 0; size < bytes.size(); size += 97) {
            writeFile(bytes.left(size));
            QVERIFY(messageOf([this] { readModel(m_path); }).starts_with(m_path + ": "));
        }
    }
    void saysThatANewerVersionWroteIt()
    {
        ZipWriter archive(m_path);
        archive.add("header.json", R"({"format": "MBTR Explorer model", "version": 3, "program": "mbtr 9.0"})");
        archive.finish();
        QVERIFY(messageOf([this] {
                    readModel(m_path);
                }).starts_with(m_path + ": was written by a newer version of this program (mbtr 9.0)"));
    }
    void saysWhichPartDoesNotFit()
    {
        SavedModel saved = trainedModel(randomFeatures(40, 21)); // the representation has 20 features
        writeModel(saved, m_path);
        QCOMPARE(messageOf([this] { readModel(m_path); }),
                 m_path + ": the part 'features.npy' does not fit the representation, which has 20 features");
        saved = trainedModel(randomFeatures(40, 20));
        saved.trainingStructures.pop_back();
        writeModel(saved, m_path);
        QCOMPARE(messageOf([this] { readModel(m_path); }), m_path + ": the part 'structures.npy' does not fit the others");
    }

private:
    QByteArray fileContent() const
    {
        QFile file(QString::fromStdString(m_path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void writeFile(const QByteArray& bytes) const
    {
        QFile file(QString::fromStdString(m_path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QTemporaryDir m_directory;
    std::string m_path;
};

QTEST_APPLESS_MAIN(ModelFileTest)
#include "model_file_test.moc"

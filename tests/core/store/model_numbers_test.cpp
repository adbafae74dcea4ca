#include "tests/support/edit_archive.h"
#include "tests/support/message_of.h"
#include "tests/support/small_models.h"
#include "tests/support/temporary_folder.h"

#include <QTest>
#include <sys/stat.h>

using namespace mbtr;
using test::messageOf;
using Json = nlohmann::ordered_json;

namespace {

/// Writes a small file of this kind: "mbtr", "coulomb", "bob", "force" or "checkpoint".
void writeKind(const std::string& kind, const std::string& path)
{
    if (kind == "force")
        return writeGdml(test::smallForceModel(), path);
    if (kind == "checkpoint")
        return writeCheckpoint(test::smallCheckpoint(), path);
    const RepresentationKind representation = kind == "mbtr" ? RepresentationKind::Mbtr
        : kind == "coulomb"                                  ? RepresentationKind::CoulombMatrix
                                                             : RepresentationKind::BagOfBonds;
    writeModel(test::smallModel(representation), path);
}

void readKind(const std::string& kind, const std::string& path)
{
    if (kind == "force")
        readGdml(path);
    else if (kind == "checkpoint")
        readCheckpoint(path);
    else
        readModel(path);
}

} // namespace

/// Every number of a model or checkpoint is checked against the others before anything is allocated or indexed by it.
class ModelNumbersTest : public QObject {
    Q_OBJECT

private slots:
    void takesWhatWasWritten_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"mbtr", "coulomb", "bob", "force", "checkpoint"})
            QTest::newRow(kind) << kind;
    }
    void takesWhatWasWritten()
    {
        QFETCH(QString, kind);
        const std::string path = m_folder.path("a");
        writeKind(kind.toStdString(), path);
        QCOMPARE(messageOf([&] { readKind(kind.toStdString(), path); }), std::string("accepted"));
    }
    void refusesAChangedNumber_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* kind, const char* place, const char* value, const char* message) {
            QTest::addRow("%s %s %s", kind, place, value) << kind << place << value << message;
        };
        const char* elements = "ascending atomic numbers from 1 to 118, each once";
        const QByteArray species = QByteArray("species: must be ") + elements + ", is ";
        row("coulomb", "/representation/species/1", "7000000", species + "'[1,7000000]'");
        row("coulomb", "/representation/species/1", "1", species + "'[1,1]'");
        row("coulomb", "/representation/species/0", "-1", species + "'[-1,6]'");
        row("coulomb", "/representation/species", "[]", species + "'[]'");
        row("coulomb", "/representation/most_atoms", "2000000000",
            "most_atoms: must be a whole number from 1 to 1000000, is '2000000000'");
        row("coulomb", "/representation/most_atoms", "-4", "most_atoms: must be a whole number from 1 to 1000000, is '-4'");
        row("bob", "/representation/species/1", "7000000", species + "'[1,7000000]'");
        row("bob", "/representation/bags/1/0", "7000000",
            "bags: are not those of the species, in their order; found [7000000,0,2]");
        row("bob", "/representation/bags/1/2", "-5", "bags: must be two elements and a size, is [6,0,-5]");
        row("bob", "/representation/bags/0/2", "1e300", "bags: must be two elements and a size, is [1,0,1e+300]");
        row("bob", "/representation/bags/2/1", "0", "bags: are not those of the species, in their order; found [1,0,4]");
        row("mbtr", "/baseline/species/0", "7000000", species + "'[7000000,6]'");
        row("mbtr", "/baseline/coefficients", "[1]", "baseline: has not one coefficient for each element");
        row("mbtr", "/baseline/intercept", "null", "intercept: must be a number, is 'null'");
        row("mbtr", "/representation/term_scales/0", "-1", "term_scales: must be numbers larger than 0, are [-1]");
        row("mbtr", "/representation/term_scales", "[1, 1]", "term_scales: are not one for each term");
        row("mbtr", "/sources/0/begin", "5",
            "sources: must follow one another; 'a.xyz' holds structures 5 to 6 where 0 is the next");
        row("mbtr", "/sources/1/end", "-3", "end: must be a whole number from 0, is '-3'");
        row("mbtr", "/sources/1/end", "6.5", "end: must be a whole number from 0, is '6.5'");
        row("mbtr", "/sources/0/crc32", "-1", "crc32: must be a checksum of 32 bits, is -1");
        row("mbtr", "/split/train", "1e300", "train: must be a whole number from 0, is '1e+300'");
        row("mbtr", "/split/validate", "-1", "validate: must be a whole number from 0, is '-1'");
        row("mbtr", "/split/seed", "-1", "split.seed: must be a whole number, 0 or larger, is '-1'");
        row("mbtr", "/kernel/length", "0", "length: must be a number larger than 0, is 0");
        row("mbtr", "/lambda", "-1", "lambda: must be a number, 0 or larger, is '-1'");
        row("mbtr", "/lambda", "\"x\"", "lambda: must be a number, 0 or larger, is '\"x\"'");
        row("mbtr", "/version", "1.5", "version: must be a whole number from 1, is '1.5'");
        row("force", "/length", "0", "length: must be a number larger than 0, is '0'");
        row("force", "/training_spread", "-2", "training_spread: must be a number, 0 or larger, is '-2'");
        row("force", "/permutations/0/1", "7000000", "permutations: one of them is no permutation of the 3 atoms");
        row("force", "/permutations/0/1", "4294967297", "permutations: one of them is no permutation of the 3 atoms");
        row("force", "/permutations", "[]", "permutations: are missing");
        row("force", "/atoms/0", "\"Qq\"", "atoms: \"Qq\" is no element");
        row("force", "/atoms", "[\"H\"]", "atoms: must be two or more, are 1");
        row("force", "/sources/0/end", "-1", "end: must be a whole number from 0, is '-1'");
        row("checkpoint", "/residuals/0", "-1", "residuals: must be numbers, 0 or larger");
        row("checkpoint", "/search/0/3", "1e300", "search: must hold a number of geometries, holds [10.0,1e-10,0.0,1e+300,0.5]");
        row("checkpoint", "/search/0/0", "-1", "search: must hold numbers, 0 or larger, holds [-1,1e-10,0.0,40,0.5]");
    }
    void refusesAChangedNumber()
    {
        QFETCH(QString, kind);
        QFETCH(QString, place);
        QFETCH(QString, value);
        QFETCH(QString, message);
        const std::string path = m_folder.path("a"), part = kind == "checkpoint" ? "checkpoint.json" : "header.json";
        writeKind(kind.toStdString(), path);
        test::setInPart(path, part, place.toStdString(), Json::parse(value.toStdString()));
        QCOMPARE(QString::fromStdString(messageOf<FileError>([&] { readKind(kind.toStdString(), path); })),
                 QString::fromStdString(path + ": the part '" + part + "' is damaged: ") + message);
    }
    void refusesSizesThatDoNotFitTheArrays()
    {
        const std::string path = m_folder.path("a");
        writeKind("coulomb", path);
        test::setInPart(path, "header.json", "/representation/most_atoms", 100000);
        QCOMPARE(messageOf<FileError>([&] { readModel(path); }),
                 path + ": the part 'features.npy' does not fit the representation, which has 5000050000 features");
        writeKind("bob", path);
        test::setInPart(path, "header.json", "/representation/bags/0/2", 1000000000);
        QCOMPARE(messageOf<FileError>([&] { readModel(path); }),
                 path + ": the part 'features.npy' does not fit the representation, which has 1000000006 features");
    }
    void refusesTrainingStructuresThatTheSourcesDoNotHave_data()
    {
        QTest::addColumn<int>("index");
        QTest::newRow("behind the end") << 12;
        QTest::newRow("large") << 7000000;
        QTest::newRow("negative") << -1;
    }
    void refusesTrainingStructuresThatTheSourcesDoNotHave()
    {
        QFETCH(int, index);
        const std::string path = m_folder.path("a");
        SavedModel saved = test::smallModel(RepresentationKind::Mbtr);
        saved.trainingStructures[3] = index;
        writeModel(saved, path);
        QCOMPARE(messageOf<FileError>([&] { readModel(path); }),
                 path + ": the part 'structures.npy' holds numbers of structures that the sources do not have");
    }
    void refusesAFactorThatIsNone()
    {
        const std::string path = m_folder.path("a");
        SavedModel saved = test::smallModel(RepresentationKind::Mbtr);
        KrrModel model = *saved.model;
        model.factor = std::make_shared<const Eigen::MatrixXd>(Eigen::MatrixXd::Zero(10, 10));
        saved.model = std::make_shared<const KrrModel>(model);
        writeModel(saved, path);
        QCOMPARE(messageOf<FileError>([&] { readModel(path); }),
                 path + ": the part 'factor.npy' holds no factor: its diagonal must be positive");
    }
    void refusesWeightsWithoutSteps()
    {
        const std::string path = m_folder.path("a");
        GdmlCheckpoint checkpoint = test::smallCheckpoint();
        checkpoint.residuals.clear();
        writeCheckpoint(checkpoint, path);
        QCOMPARE(messageOf<FileError>([&] { readCheckpoint(path); }),
                 path + ": the part 'weights.npy' does not fit the steps of the solver in 'checkpoint.json'");
        checkpoint = test::smallCheckpoint();
        checkpoint.weights[4] = std::numeric_limits<double>::infinity();
        writeCheckpoint(checkpoint, path);
        QCOMPARE(messageOf<FileError>([&] { readCheckpoint(path); }),
                 path + ": the part 'weights.npy' holds numbers that are not finite");
    }
    void refusesAHeaderThatIsNestedDeep_data() { takesWhatWasWritten_data(); }
    void refusesAHeaderThatIsNestedDeep()
    {
        QFETCH(QString, kind);
        const std::string path = m_folder.path("a"), part = kind == "checkpoint" ? "checkpoint.json" : "header.json";
        writeKind(kind.toStdString(), path);
        const std::string deep = "{\"a\": " + std::string(500'000, '[') + std::string(500'000, ']') + "}";
        test::changePart(path, part, [&](const std::string&) { return deep; });
        QCOMPARE(messageOf<FileError>([&] { readKind(kind.toStdString(), path); }),
                 path + ": the part '" + part + "' is nested deeper than 32 levels");
    }
    void doesNotOpenWhatIsNoRegularFileOfTheSameSize()
    {
        SavedModel saved = test::smallModel(RepresentationKind::Mbtr);
        const std::string pipe = m_folder.path("pipe");
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0); // opening it to read would wait for a writer
        const std::string file = m_folder.write("larger.xyz", "more than it was");
        saved.sources = {{{pipe, 0, 1}, 1u, 100}, {{"/dev/zero", 1, 2}, 1u, 100}, {{m_folder.path(""), 2, 3}, 1u, 100},
                         {{file, 3, 4}, 1u, 7},   {{file, 4, 5}, 1u, {}},         {{"/nonexistent", 5, 12}, 1u, 100}};
        QCOMPARE(changedSources(saved), std::vector {file + " has changed since the model was trained on it"});
        QCOMPARE(checkableSources(saved).size(), 5u);
    }

private:
    test::TemporaryFolder m_folder;
};

QTEST_APPLESS_MAIN(ModelNumbersTest)
#include "model_numbers_test.moc"

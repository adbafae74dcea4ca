#include "core/base/error.h"
#include "core/base/text.h"
#include "core/features/feature_matrix.h"
#include "core/io/read_dataset.h"
#include "core/mbtr/gradients/mbtr_gradient.h"
#include "core/mbtr/settings_json.h"
#include "core/store/zip_archive.h"
#include "tests/support/run_mbtr.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QDir>
#include <QTest>
#include <clocale>
#include <cstring>
#include <nlohmann/json.hpp>

using namespace mbtr;

namespace {

const std::string kWaterBend = MBTR_SOURCE_DIR "/resources/examples/water_bend.extxyz";
constexpr const char* kSettings = R"({"species": ["H", "O"], "terms": [
    {"k": 1, "geometry": "atomic_number", "sigma": 0.1, "grid": {"min": 0, "max": 10, "n": 20}},
    {"k": 2, "geometry": "inverse_distance", "sigma": 0.02, "grid": {"min": 0, "max": 1.2, "n": 50}},
    {"k": 3, "geometry": "angle", "sigma": 0.05, "grid": {"min": -0.3, "max": 3.4, "n": 50}}]})";

QString text(const std::string& string)
{
    return QString::fromStdString(string);
}

/// What the core computes for the same file and settings.
RowMatrix expectedFeatures(const std::vector<std::string>& paths)
{
    Progress progress;
    Dataset dataset;
    for (const std::string& path : paths)
        append(dataset, readFile(path, progress));
    return buildFeatures(dataset, layoutFor(dataset, settingsFromJson(kSettings)), progress).values;
}

RowMatrix npyMatrix(const std::string& bytes)
{
    std::size_t begin = 0;
    const auto header = parseNpyHeader(bytes, begin);
    if (!header || header->type != "<f8" || header->shape.size() != 2
        || bytes.size() != begin + 8 * static_cast<std::size_t>(header->count()))
        return {};
    RowMatrix matrix(header->shape[0], header->shape[1]);
    std::memcpy(matrix.data(), bytes.data() + begin, bytes.size() - begin);
    return matrix;
}

template <typename Number> std::vector<Number> npzList(const ZipReader& archive, const std::string& name, const std::string& type)
{
    std::vector<Number> numbers;
    archive.readArray(name + ".npy", [&](const NpyHeader& header) {
        if (header.type == type && header.shape.size() == 1)
            numbers.resize(header.count());
        return std::as_writable_bytes(std::span(numbers));
    });
    return numbers;
}

} // namespace

class ComputeTest : public QObject {
    Q_OBJECT

    test::TemporaryFolder m_folder;

    QString path(const char* name) const { return text(m_folder.path(name)); }
    test::CommandResult compute(const QStringList& files, const QString& output, const QByteArray& input = {}) const
    {
        return test::runMbtr(QStringList {"compute"} + files + QStringList {"--settings", path("settings.json"), "-o", output},
                             input);
    }
    /// The bytes that it writes.
    std::string computed(const QStringList& files, const char* output, const QByteArray& input = {}) const
    {
        return compute(files, path(output), input).exitCode == 0 ? test::contentOf(m_folder.path(output)) : std::string();
    }

private slots:
    void initTestCase() { m_folder.write("settings.json", kSettings); }

    void printsNothing()
    {
        const auto result = compute({text(kWaterBend)}, path("quiet.npy"));
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.out, QString());
        QCOMPARE(result.error, QString());
    }
    void namesTheWeightOutsideAGrid()
    {
        const QString narrow = text(m_folder.write("narrow.json", R"({"terms": [
            {"k": 1, "geometry": "atomic_number", "sigma": 0.1, "grid": {"min": 0, "max": 5, "n": 20}}]})"));
        const auto result = test::runMbtr({"compute", text(kWaterBend), "--settings", narrow, "-o", path("narrow.npy")});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.error,
                 QString("mbtr: warning: terms[0] (atomic_number): 33.3 % of the weight lies outside the grid 0 to 5\n"));
    }
    // Distances 1, 1 and 1.414 angstrom.
    void namesTheWeightBeyondACutoff()
    {
        const QString cut = text(m_folder.write("cut.json", R"({"terms": [{"k": 2, "geometry": "distance", "sigma": 0.1,
            "weighting": {"function": "unity", "r_cut": 1.2}, "grid": {"min": 0, "max": 5, "n": 20}}]})"));
        const QString water = text(m_folder.write("right.xyz", "3\n\nO 0 0 0\nH 0 0 1\nH 0 1 0\n"));
        const auto result = test::runMbtr({"compute", water, "--settings", cut, "-o", path("cut.npy")});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(
            result.error,
            QString("mbtr: warning: terms[0] (distance, unity): 33.3 % of the weight lies beyond r_cut 1.2 A and is left out\n"));
    }
    void saysWhatACrystalLosesByChoice()
    {
        const QString cut = text(m_folder.write("crystal.json", R"({"terms": [{"k": 2, "geometry": "distance", "sigma": 0.1,
            "weighting": {"function": "unity", "r_cut": 5}, "grid": {"min": 0, "max": 6, "n": 20}}]})"));
        const QString copper = text(m_folder.write(
            "cu.extxyz", "1\nLattice=\"0 1.8 1.8 1.8 0 1.8 1.8 1.8 0\" Properties=species:S:1:pos:R:3\nCu 0 0 0\n"));
        const auto result = test::runMbtr({"compute", copper, "--settings", cut, "-o", path("crystal.npy")});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(result.error,
                 QString("mbtr: note: terms[0] (distance, unity): in a crystal the sum of these weights has no end; "
                         "tuples beyond r_cut 5 A are left out by choice\n"));
    }
    void writesNpy()
    {
        const std::string bytes = computed({text(kWaterBend)}, "a.npy");
        QVERIFY(bytes.starts_with(std::string("\x93NUMPY\x01\x00", 8)));
        QCOMPARE(npyMatrix(bytes).rows(), 61);
        QVERIFY(npyMatrix(bytes) == expectedFeatures({kWaterBend}));
    }
    void writesDerivativesAndStrainTogether()
    {
        const auto result = test::runMbtr({"compute", text(kWaterBend), "--settings", path("settings.json"), "--derivatives",
                                           path("d.npy"), "--strain", path("s.npy")});
        QCOMPARE(result.exitCode, 0);
        Progress progress;
        const Dataset dataset = readFiles(std::vector<std::string> {kWaterBend}, progress);
        const auto layout = layoutFor(dataset, settingsFromJson(kSettings));
        const std::string positions = test::contentOf(m_folder.path("d.npy")), strain = test::contentOf(m_folder.path("s.npy"));
        const auto size = static_cast<std::size_t>(dataset.size() * 9 * layout->featureCount) * sizeof(double);
        QVERIFY(positions.find("(61, 3, 3, " + std::to_string(layout->featureCount) + ")") != std::string::npos);
        const MbtrGradient last = computeMbtrGradient(dataset.structures.back(), layout, progress);
        for (const auto& [bytes, rows] : {std::pair(&positions, &last.positions), std::pair(&strain, &last.strain)}) {
            QVERIFY(bytes->size() > size);
            std::vector<double> values(static_cast<std::size_t>(layout->featureCount)); // of the last row of the last structure
            std::memcpy(values.data(), bytes->data() + bytes->size() - values.size() * sizeof(double),
                        values.size() * sizeof(double));
            MbtrTensor expected = last.tensor;
            for (std::size_t v = 0; v < expected.values.size(); ++v)
                expected.values[v] = (*rows)(8, static_cast<Eigen::Index>(v));
            QCOMPARE(values, expected.flat());
        }
    }
    void writesCsv()
    {
        const RowMatrix expected = expectedFeatures({kWaterBend});
        const std::string content = computed({text(kWaterBend)}, "a.csv");
        const auto lines = splitAt(content, '\n'); // the last one is empty
        QCOMPARE(lines.size(), static_cast<std::size_t>(expected.rows()) + 1);
        for (Eigen::Index row = 0; row < expected.rows(); ++row) {
            const auto words = splitAt(lines[row], ',');
            QCOMPARE(words.size(), static_cast<std::size_t>(expected.cols()));
            for (Eigen::Index column = 0; column < expected.cols(); ++column)
                QVERIFY(parseDouble(words[column]) == expected(row, column));
        }
    }
    void writesJson()
    {
        const RowMatrix expected = expectedFeatures({kWaterBend});
        const auto rows = nlohmann::json::parse(computed({text(kWaterBend)}, "a.json")).get<std::vector<std::vector<double>>>();
        QCOMPARE(rows.size(), static_cast<std::size_t>(expected.rows()));
        for (std::size_t row = 0; row < rows.size(); ++row)
            QVERIFY(RowMatrix(Eigen::Map<const RowMatrix>(rows[row].data(), 1, expected.cols()))
                    == expected.row(static_cast<Eigen::Index>(row)));
    }
    // Members and types as scipy.sparse.save_npz of SciPy 1.10 writes them; its load_npz reads this file.
    void writesCompressedSparseRowsAsSciPy()
    {
        const RowMatrix expected = expectedFeatures({kWaterBend});
        QVERIFY(!computed({text(kWaterBend)}, "a.npz").empty());
        const ZipReader archive(m_folder.path("a.npz"));
        QVERIFY(archive.text("format.npy").ends_with("\ncsr"));
        QVERIFY(archive.text("format.npy").find("{'descr': '|S3', 'fortran_order': False, 'shape': (), }") != std::string::npos);
        QVERIFY(npzList<std::int64_t>(archive, "shape", "<i8") == std::vector<std::int64_t>({expected.rows(), expected.cols()}));
        const auto begin = npzList<std::int64_t>(archive, "indptr", "<i8");
        const auto column = npzList<std::int64_t>(archive, "indices", "<i8");
        const auto values = npzList<double>(archive, "data", "<f8");
        RowMatrix matrix = RowMatrix::Zero(expected.rows(), expected.cols());
        for (Eigen::Index row = 0; row < matrix.rows(); ++row)
            for (auto i = begin.at(static_cast<std::size_t>(row)); i < begin.at(static_cast<std::size_t>(row) + 1); ++i)
                matrix(row, column.at(static_cast<std::size_t>(i))) = values.at(static_cast<std::size_t>(i));
        QVERIFY(matrix == expected);
        QCOMPARE(static_cast<Eigen::Index>(values.size()), (expected.array() != 0).count());
    }
    void putsSeveralFilesOneBehindTheOther()
    {
        const auto other = m_folder.write("h2.xyz", "2\n\nH 0 0 0\nH 0 0 1\n");
        const RowMatrix matrix = npyMatrix(computed({text(other), text(kWaterBend)}, "two.npy"));
        QCOMPARE(matrix.rows(), 62);
        QVERIFY(matrix == expectedFeatures({other, kWaterBend}));
    }
    void readsCompressedFilesAndStandardInput()
    {
        QCOMPARE(test::runMbtr({"convert", text(kWaterBend), path("water.extxyz.gz")}).exitCode, 0);
        const std::string plain = computed({text(kWaterBend)}, "plain.npy");
        QVERIFY(computed({path("water.extxyz.gz")}, "gz.npy") == plain);
        QVERIFY(computed({"-"}, "in.npy", QByteArray::fromStdString(test::contentOf(kWaterBend))) == plain);
    }
    void givesTheSameBytesForAnyNumberOfThreads_data()
    {
        QTest::addColumn<QString>("suffix");
        for (const char* suffix : {"npy", "csv", "npz"})
            QTest::newRow(suffix) << suffix;
    }
    void givesTheSameBytesForAnyNumberOfThreads()
    {
        QFETCH(QString, suffix);
        std::string bytes[2];
        for (int threads : {1, 2}) {
            const QString output = path(qPrintable("threads" + QString::number(threads) + '.' + suffix));
            QCOMPARE(test::runMbtr({"compute", text(kWaterBend), "--settings", path("settings.json"), "-o", output, "--threads",
                                    QString::number(threads)})
                         .exitCode,
                     0);
            bytes[threads - 1] = test::contentOf(output.toStdString());
        }
        QVERIFY(bytes[0].size() > 1000 && bytes[0] == bytes[1]);
    }
    void writesADotInEveryLanguage()
    {
        const std::string before = std::setlocale(LC_ALL, nullptr);
        const bool available = std::setlocale(LC_ALL, "de_DE.UTF-8");
        std::setlocale(LC_ALL, before.c_str());
        if (!available)
            QSKIP("the locale de_DE.UTF-8 is not installed");
        QProcessEnvironment german = QProcessEnvironment::systemEnvironment();
        german.insert("LC_ALL", "de_DE.UTF-8");
        const QStringList arguments {"compute", text(kWaterBend), "--settings", path("settings.json"), "-o"};
        QCOMPARE(test::runMbtr(arguments + QStringList {path("german.csv")}, {}, german).exitCode, 0);
        QVERIFY(test::contentOf(m_folder.path("german.csv")) == computed({text(kWaterBend)}, "english.csv"));
        QCOMPARE(test::runMbtr({"settings"}, {}, german).out, test::runMbtr({"settings"}).out);
    }
    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QString>("output");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("error");
        const QString water = text(kWaterBend), salt = text(m_folder.write("salt.xyz", "2\nsalt\nNa 0 0 0\nCl 0 0 2.4\n"));
        const QString bad = text(m_folder.write("bad.xyz", "1\n\nH 0 0 x\n"));
        QTest::newRow("element") << QStringList {water, salt} << path("new.npy") << 1
                                 << "mbtr: species: lacks Na, which structure 'salt' contains\n";
        QTest::newRow("element, sparse") << QStringList {salt} << path("new.npz") << 1
                                         << "mbtr: species: lacks Na, which structure 'salt' contains\n";
        QTest::newRow("missing file") << QStringList {water, "/absent.xyz"} << path("new.npy") << 1
                                      << "mbtr: /absent.xyz: there is no such file\n";
        QTest::newRow("broken file") << QStringList {bad} << path("new.npy") << 1
                                     << "mbtr: " + bad + ", line 3: column 'pos': expected a number, found 'x'\n";
        QTest::newRow("no folder") << QStringList {water} << path("absent/new.npy") << 1
                                   << "mbtr: " + path("absent/new.npy") + ": cannot be written: there is no such folder\n";
        QTest::newRow("no folder, sparse") << QStringList {water} << path("absent/new.npz") << 1
                                           << "mbtr: " + path("absent/new.npz")
                + ": cannot be written: there is no such folder\n";
        QTest::newRow("unknown suffix") << QStringList {water} << path("new.txt") << 2
                                        << "-o: must end in .npy, .csv, .json or .npz, is '";
        QTest::newRow("no file") << QStringList {} << path("new.npy") << 2 << "FILE is required";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QStringList, files);
        QFETCH(QString, output);
        QFETCH(int, exitCode);
        QFETCH(QString, error);
        const QStringList before = QDir(path("")).entryList(QDir::Files | QDir::Hidden);
        const auto result = compute(files, output);
        QCOMPARE(result.exitCode, exitCode);
        QCOMPARE(result.out, QString());
        QVERIFY2(result.error.startsWith(error), qPrintable(result.error));
        QCOMPARE(QDir(path("")).entryList(QDir::Files | QDir::Hidden), before);
    }
    void aFailureKeepsTheOlderFile()
    {
        const QString salt = text(m_folder.write("salt.xyz", "2\nsalt\nNa 0 0 0\nCl 0 0 2.4\n"));
        m_folder.write("old.npy", "older");
        QCOMPARE(compute({salt}, path("old.npy")).exitCode, 1);
        QCOMPARE(test::contentOf(m_folder.path("old.npy")), std::string("older"));
    }
};

QTEST_GUILESS_MAIN(ComputeTest)
#include "compute_test.moc"

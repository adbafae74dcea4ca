#include "tests/support/test_data.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace {

const QString kRoot = QStringLiteral(MBTR_SOURCE_DIR "/");

/// A drawing of rooms: each line may include the lines before it and itself, not its neighbours on the same line.
using Layers = QList<QStringList>;

const Layers kCore {{"core/base"},     {"core/chemistry"},
                    {"core/dataset"},  {"core/mbtr"},
                    {"core/features"}, {"core/kernels"},
                    {"core/models"},   {"core/gdml"},
                    {"core/store"},    {"core/io", "core/embedding", "core/thermodynamics", "core/dynamics"}};
const Layers kMbtr {{"core/mbtr/sums"}, {"core/mbtr/contributions", "core/mbtr/truncation"}, {"core/mbtr/gradients"}};
const Layers kIo {{"core/io/words"},
                  {"core/io/xyz", "core/io/vasp", "core/io/lammps", "core/io/json", "core/io/molecules",
                   "core/io/crystals_and_proteins", "core/io/tables"}};
const Layers kWidgets {{"widgets/theme", "widgets/jobs"},
                       {"widgets/fields", "widgets/plots", "widgets/render", "widgets/document"},
                       {"widgets/work"},
                       {"widgets/items"},
                       {"widgets/panels"}};
const Layers kWork {{"widgets/work/studies", "widgets/work/training", "widgets/work/forces"}};
const Layers kRender {{"widgets/render/scene"}, {"widgets/render/opengl"}, {"widgets/render/pictures"}, {"widgets/render/view"}};
const Layers kPanels {{"widgets/panels/structure", "widgets/panels/settings", "widgets/panels/dataset", "widgets/panels/training",
                       "widgets/panels/forces", "widgets/panels/status"},
                      {"widgets/panels/tensor", "widgets/panels/desk"},
                      {"widgets/panels/compare", "widgets/panels/explanation"}};

/// The line of the drawing that a file is on; -1 for files that the drawing does not show.
qsizetype layerOf(const Layers& layers, const QString& file)
{
    for (qsizetype layer = 0; layer < layers.size(); ++layer)
        for (const QString& room : layers[layer])
            if (file.startsWith(room + "/"))
                return layer;
    return -1;
}

QString roomOf(const Layers& layers, const QString& file)
{
    for (const QStringList& line : layers)
        for (const QString& room : line)
            if (file.startsWith(room + "/"))
                return room;
    return {};
}

bool mayInclude(const Layers& layers, const QString& file, const QString& include)
{
    const qsizetype from = layerOf(layers, file), to = layerOf(layers, include);
    return from < 0 || to < 0 || to < from || roomOf(layers, file) == roomOf(layers, include);
}

QStringList filesBelow(const QString& folder)
{
    QStringList files;
    for (QDirIterator it(kRoot + folder, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
        files << it.next().mid(kRoot.size());
    return files;
}

/// What a file includes: "core/base/error.h", "QWidget", "vector".
QStringList includesOf(const QString& file)
{
    static const QRegularExpression kInclude("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]", QRegularExpression::MultilineOption);
    QStringList includes;
    const QString text = QString::fromStdString(mbtr::test::contentOf((kRoot + file).toStdString()));
    for (auto it = kInclude.globalMatch(text); it.hasNext();)
        includes << it.next().captured(1);
    return includes;
}

bool isOfAWindow(const QString& include)
{
    static const QRegularExpression kWindow("^(Q[A-Z]|Qt|q[a-z]+\\.h$|vtk|widgets/|app/explorer/)");
    return kWindow.match(include).hasMatch();
}

template <typename Allowed> QStringList forbidden(const QString& folder, const Allowed& allowed)
{
    QStringList found;
    for (const QString& file : filesBelow(folder))
        for (const QString& include : includesOf(file))
            if (!allowed(file, include))
                found << file + " includes " + include;
    return found;
}

} // namespace

class LayeringTest : public QObject {
    Q_OBJECT

private slots:
    void readsIncludes()
    {
        QVERIFY(includesOf("core/features/feature_matrix.h").contains("core/mbtr/tensor.h"));
        QVERIFY(includesOf("tests/core/layering_test.cpp").contains("QTest"));
        QVERIFY(filesBelow("core").size() > 50);
    }
    void knowsWhatIsForbidden()
    {
        QVERIFY(isOfAWindow("QString") && isOfAWindow("vtkActor.h") && isOfAWindow("qcustomplot.h")
                && isOfAWindow("QtConcurrent/QtConcurrent"));
        QVERIFY(!isOfAWindow("Eigen/Core") && !isOfAWindow("core/base/error.h"));
        QVERIFY(mayInclude(kCore, "core/io/a.h", "core/features/b.h") && mayInclude(kCore, "core/io/a.h", "core/io/xyz/b.h"));
        QVERIFY(!mayInclude(kCore, "core/features/a.h", "core/io/b.h") && !mayInclude(kCore, "core/dynamics/a.h", "core/io/b.h"));
        QVERIFY(!mayInclude(kIo, "core/io/xyz/a.h", "core/io/vasp/b.h")
                && mayInclude(kIo, "core/io/xyz/a.h", "core/io/text_input.h"));
    }
    void everyFolderIsInTheDrawing_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<Layers>("layers");
        QTest::newRow("core") << "core" << kCore;
        QTest::newRow("mbtr") << "core/mbtr" << kMbtr;
        QTest::newRow("io") << "core/io" << kIo;
        QTest::newRow("widgets") << "widgets" << kWidgets;
        QTest::newRow("work") << "widgets/work" << kWork;
        QTest::newRow("render") << "widgets/render" << kRender;
        QTest::newRow("panels") << "widgets/panels" << kPanels;
    }
    void everyFolderIsInTheDrawing()
    {
        QFETCH(const QString, folder);
        QFETCH(const Layers, layers);
        for (const QString& room : QDir(kRoot + folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QVERIFY2(layerOf(layers, folder + "/" + room + "/") >= 0,
                     qPrintable(folder + "/" + room + " is not in the drawing of the layers"));
    }
    void arrowsPointDown_data() { everyFolderIsInTheDrawing_data(); }
    void arrowsPointDown()
    {
        QFETCH(const QString, folder);
        QFETCH(const Layers, layers);
        QCOMPARE(
            forbidden(folder, [&](const QString& file, const QString& include) { return mayInclude(layers, file, include); }),
            QStringList());
    }
    void noFolderIsAHall()
    {
        for (const char* top : {"core", "widgets", "app"})
            for (QDirIterator it(kRoot + top, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories); it.hasNext();) {
                const QString folder = it.next();
                QVERIFY2(QDir(folder).entryList({"*.h", "*.cpp"}, QDir::Files).size() < 40, qPrintable(folder));
            }
    }
    void coreAndTheCommandLineKnowNoWindow()
    {
        const auto allowed = [](const QString&, const QString& include) { return !isOfAWindow(include); };
        QCOMPARE(forbidden("core", allowed), QStringList());
        QCOMPARE(forbidden("app/cli", allowed), QStringList());
    }
    void panelsAndItemsStartNoJob()
    {
        const auto allowed = [](const QString& file, const QString& include) {
            static const QRegularExpression kThreads("^(thread|future|QThread|QThreadPool|QtConcurrent.*)$");
            static const QRegularExpression kJobs("^widgets/jobs/(latest_job|following_job)\\.h$");
            const bool isStatus = file.startsWith("widgets/panels/status/"); // it shows what runs
            return !kThreads.match(include).hasMatch() && !kJobs.match(include).hasMatch()
                && (isStatus || include != "widgets/jobs/job_list.h");
        };
        QVERIFY(!allowed("widgets/panels/forces/a.cpp", "widgets/jobs/latest_job.h"));
        QCOMPARE(forbidden("widgets/panels", allowed), QStringList());
        QCOMPARE(forbidden("widgets/items", allowed), QStringList());
    }
    void onlyTheProgramsKnowTheProgram()
    {
        const auto allowed = [](const QString&, const QString& include) { return !include.startsWith("app/"); };
        QCOMPARE(forbidden("core", allowed), QStringList());
        QCOMPARE(forbidden("widgets", allowed), QStringList());
    }
};

QTEST_APPLESS_MAIN(LayeringTest)
#include "layering_test.moc"

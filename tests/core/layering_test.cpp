#include "tests/support/test_data.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace {

const QString kRoot = QStringLiteral(MBTR_SOURCE_DIR "/");

/// Folders of core from the ground up: each may include those before it and itself; those of the last line stand side by side.
const QList<QStringList> kLayers {{"base"},   {"chemistry"}, {"dataset"},
                                  {"mbtr"},   {"features"},  {"kernels"},
                                  {"models"}, {"gdml"},      {"io", "embedding", "thermodynamics", "dynamics"}};

qsizetype layerOf(const QString& folder)
{
    for (qsizetype layer = 0; layer < kLayers.size(); ++layer)
        if (kLayers[layer].contains(folder))
            return layer;
    return -1;
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

bool mayInclude(const QString& file, const QString& include)
{
    const QString folder = file.section('/', 1, 1), included = include.section('/', 1, 1);
    return folder == included || layerOf(included) < layerOf(folder);
}

QStringList forbidden(const QString& folder, bool (*allowed)(const QString& file, const QString& include))
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
        QVERIFY(mayInclude("core/io/a.h", "core/features/b.h") && mayInclude("core/io/a.h", "core/io/b.h"));
        QVERIFY(!mayInclude("core/features/a.h", "core/io/b.h") && !mayInclude("core/dynamics/a.h", "core/io/b.h"));
    }
    void coreHasOnlyTheFoldersOfTheArchitecture()
    {
        for (const QString& folder : QDir(kRoot + "core").entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            QVERIFY2(layerOf(folder) >= 0, qPrintable(folder));
        for (const QString& file : filesBelow("core"))
            QCOMPARE(file.count('/'), 2);
    }
    void foldersOfCoreIncludeOnlyThoseBelow()
    {
        QCOMPARE(forbidden("core",
                           [](const QString& file, const QString& include) {
                               return !include.startsWith("core/") || mayInclude(file, include);
                           }),
                 QStringList());
    }
    void coreAndTheCommandLineKnowNoWindow()
    {
        const auto allowed = [](const QString&, const QString& include) { return !isOfAWindow(include); };
        QCOMPARE(forbidden("core", allowed), QStringList());
        QCOMPARE(forbidden("app/cli", allowed), QStringList());
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

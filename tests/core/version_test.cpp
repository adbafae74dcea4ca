#include "tests/support/test_data.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

namespace {

/// What the first match of a pattern captures in a file of the project.
QString captured(const QString& file, const char* pattern)
{
    const QString text = QString::fromStdString(mbtr::test::contentOf((MBTR_SOURCE_DIR "/" + file).toStdString()));
    return QRegularExpression(pattern, QRegularExpression::MultilineOption).match(text).captured(1);
}

/// Of the description for software centres, wherever it lies below resources.
QString metainfo()
{
    const QDir root(QStringLiteral(MBTR_SOURCE_DIR));
    QDirIterator files(root.filePath("resources"), {"*.metainfo.xml*"}, QDir::Files, QDirIterator::Subdirectories);
    return files.hasNext() ? root.relativeFilePath(files.next()) : QString();
}

} // namespace

/// The version stands in CMakeLists.txt; what cannot read it there has to follow.
class VersionTest : public QObject {
    Q_OBJECT

private slots:
    void isTheSameEverywhere_data()
    {
        QTest::addColumn<QString>("found");
        QTest::newRow("citation") << captured("CITATION.cff", "^version: (\\S+)");
        QTest::newRow("description for software centres") << captured(metainfo(), "<release version=\"([^\"]+)\"");
        QTest::newRow("changes") << captured("CHANGELOG.md", "^## ([0-9.]+)");
    }
    void isTheSameEverywhere()
    {
        QFETCH(QString, found);
        const QString version = captured("CMakeLists.txt", "^project\\(mbtr_explorer VERSION ([0-9.]+)");
        QVERIFY(!version.isEmpty());
        QCOMPARE(found, version);
    }
};

QTEST_APPLESS_MAIN(VersionTest)
#include "version_test.moc"

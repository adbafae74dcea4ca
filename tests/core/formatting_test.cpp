#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace {

constexpr auto kVersion = "14."; // newer ones break some lines elsewhere

QString versionOf(const QString& program)
{
    QProcess process;
    process.start(program, {"--version"});
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).section("version ", 1).section(' ', 0, 0).trimmed();
}

/// The path of a clang-format of the right version; empty, and what was found, where there is none.
QString clangFormat(QString& found)
{
    for (const char* name : {"clang-format-14", "clang-format"})
        if (const QString path = QStandardPaths::findExecutable(name); !path.isEmpty()) {
            found = versionOf(path);
            if (found.startsWith(kVersion))
                return path;
        }
    return {};
}

QStringList sources()
{
    QStringList files;
    for (const char* folder : {"core", "widgets", "app", "tests"})
        for (QDirIterator it(QStringLiteral(MBTR_SOURCE_DIR "/") + folder, {"*.h", "*.cpp"}, QDir::Files,
                             QDirIterator::Subdirectories);
             it.hasNext();)
            files << it.next();
    return files;
}

} // namespace

class FormattingTest : public QObject {
    Q_OBJECT

private slots:
    void isThatOfClangFormat()
    {
        QString found;
        const QString program = clangFormat(found);
        if (program.isEmpty())
            QSKIP(qPrintable("The sources are formatted with clang-format 14, "
                             + (found.isEmpty() ? QStringLiteral("which is not installed") : "this is version " + found)));
        QProcess process;
        process.start(program, QStringList {"--dry-run", "--Werror", "--ferror-limit=1"} + sources());
        QVERIFY(process.waitForFinished(300000));
        const QString differences = QString::fromUtf8(process.readAllStandardError());
        QVERIFY2(process.exitCode() == 0, qPrintable("run clang-format -i on these files:\n" + differences));
    }
};

QTEST_GUILESS_MAIN(FormattingTest)
#include "formatting_test.moc"

#include "core/io/format.h"
#include "tests/support/run_mbtr.h"

#include <QDir>
#include <QMimeDatabase>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace mbtr;

namespace {

const QString kFiles = QStringLiteral(MBTR_SOURCE_DIR "/resources/desktop/io.github.mbtr_explorer.MbtrExplorer");

QString textOf(const QString& suffix)
{
    QFile file(kFiles + suffix);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList captured(const QString& pattern, const QString& text)
{
    QStringList found;
    for (auto matches = QRegularExpression(pattern).globalMatch(text); matches.hasNext();)
        found.append(matches.next().captured(1));
    return found;
}

QStringList mimeTypes()
{
    return captured("<mime-type type=\"([^\"]*)\">", textOf(".mime.xml"));
}

/// What a program says of a file, empty where it is content.
QString complaintOf(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished())
        return program + " did not end";
    const QString text = QString::fromUtf8(process.readAll());
    return process.exitCode() == 0 ? QString() : text.isEmpty() ? program + " failed" : text;
}

bool isMissing(const QString& program)
{
    return QStandardPaths::findExecutable(program).isEmpty();
}

} // namespace

/// The desktop entry, the description for software centres, types of files and thumbnails.
class DesktopFilesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_data;

private slots:
    void initTestCase()
    {
        QVERIFY(QDir(m_data.path()).mkpath("mime/packages"));
        QVERIFY(QFile::copy(kFiles + ".mime.xml", m_data.filePath("mime/packages/mbtr-explorer.xml")));
        qputenv("XDG_DATA_HOME", m_data.path().toUtf8());
    }
    void theDesktopEntryIsValid()
    {
        if (isMissing("desktop-file-validate"))
            QSKIP("desktop-file-validate (Debian package desktop-file-utils) is not installed");
        QCOMPARE(complaintOf("desktop-file-validate", {kFiles + ".desktop"}), QString());
    }
    void theDescriptionIsValid_data()
    {
        QTest::addColumn<QString>("screenshots");
        QTest::newRow("without screenshots") << "";
        QTest::newRow("with one") << "<screenshots><screenshot type=\"default\"><caption>The window</caption>"
                                     "<image>https://example.org/explore.png</image></screenshot></screenshots>";
    }
    void theDescriptionIsValid()
    {
        if (isMissing("appstreamcli"))
            QSKIP("appstreamcli (Debian package appstream) is not installed");
        QFETCH(const QString, screenshots);
        const QString name = m_data.filePath("io.github.mbtr_explorer.MbtrExplorer.metainfo.xml");
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(textOf(".metainfo.xml.in").replace("@MBTR_SCREENSHOTS@", screenshots).toUtf8());
        file.close();
        QCOMPARE(complaintOf("appstreamcli", {"validate", "--no-net", "--no-color", name}), QString());
    }
    void theNewestReleaseIsTheVersionOfTheProgram()
    {
        const QStringList releases = captured("<release version=\"([0-9.]+)\"", textOf(".metainfo.xml.in"));
        QVERIFY(!releases.isEmpty());
        QCOMPARE("mbtr " + releases.first(), test::runMbtr({"--version"}).out.section('\n', 0, 0));
    }
    void allNameTheSameTypesOfFiles()
    {
        const QStringList types = mimeTypes();
        QVERIFY(types.size() > 10);
        const QString list = types.join(';') + ';';
        QCOMPARE(captured("MimeType=(.*)", textOf(".desktop")), QStringList {list});
        QCOMPARE(captured("MimeType=(.*)", textOf(".thumbnailer")), QStringList {list});
        QCOMPARE(captured("<mediatype>(.*)</mediatype>", textOf(".metainfo.xml.in")), types);
    }
    void everyTypeHasAnIcon()
    {
        const QString folder = QFileInfo(kFiles).path();
        const QStringList icons = captured("<icon name=\"io.github.mbtr_explorer.MbtrExplorer-([a-z]*)\"/>", textOf(".mime.xml"));
        QCOMPARE(icons.size(), mimeTypes().size());
        for (const QString& icon : icons)
            QVERIFY2(QFile::exists(folder + '/' + icon + ".svg"), qPrintable(icon));
    }
    /// A format that is read has a type, apart from suffixes that other kinds of files have too.
    void everySuffixHasAType()
    {
        const QStringList shared {"data", "dump", "in", "json", "npz"};
        const QStringList globs = captured("<glob pattern=\"([^\"]*)\"/>", textOf(".mime.xml"));
        for (const Format& format : formats())
            for (const std::string& suffix : format.suffixes)
                if (const QString text = QString::fromStdString(suffix); !shared.contains(text)) {
                    QVERIFY2(globs.contains("*." + text), qPrintable(text));
                    QVERIFY2(globs.contains("*." + text + ".gz"), qPrintable(text));
                }
    }
    void filesAreRecognised_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("type");
        QTest::newRow("xyz") << "water.xyz" << QByteArray("3\n\nO 0 0 0\n") << "chemical/x-xyz";
        QTest::newRow("extended xyz") << "water.extxyz" << QByteArray("3\n\nO 0 0 0\n") << "chemical/x-xyz";
        QTest::newRow("POSCAR") << "POSCAR" << QByteArray("rock salt\n1.0\n") << "chemical/x-vasp";
        QTest::newRow("cif") << "salt.cif" << QByteArray("data_salt\n") << "chemical/x-cif";
        QTest::newRow("pdb, as books of Palm end too")
            << "protein.pdb" << QByteArray("HEADER    PROTEIN\nATOM\n") << "chemical/x-pdb";
        QTest::newRow("compressed") << "water.xyz.gz" << QByteArray("\x1f\x8b\x08") << "application/x-structures-gzip";
        QTest::newRow("something else, compressed") << "notes.txt.gz" << QByteArray("\x1f\x8b\x08") << "application/gzip";
    }
    void filesAreRecognised()
    {
        QFETCH(const QString, name);
        QFETCH(const QByteArray, content);
        QFETCH(const QString, type);
        QCOMPARE(QMimeDatabase().mimeTypeForFileNameAndData(name, content).name(), type);
    }
};

QTEST_GUILESS_MAIN(DesktopFilesTest)
#include "desktop_files_test.moc"

#include "core/base/whole_file.h"

#include "core/base/error.h"
#include "tests/support/message_of.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_data.h"

#include <QDir>
#include <QTest>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <string>

using namespace mbtr;

class WholeFileTest : public QObject {
    Q_OBJECT

    QString makeFolder(const std::string& name) const
    {
        std::filesystem::create_directory(m_folder.path(name));
        return QString::fromStdString(m_folder.path(name));
    }
    static QStringList filesIn(const QString& folder) { return QDir(folder).entryList(QDir::Files | QDir::Hidden); }

private slots:
    void writesANewFile()
    {
        const QString folder = makeFolder("new");
        writeWhole(m_folder.path("new/file"), [](std::ostream& out) { out << "text"; });
        QCOMPARE(test::contentOf(m_folder.path("new/file")), std::string("text"));
        QCOMPARE(filesIn(folder), QStringList {"file"});
    }
    void aFailureLeavesTheOlderFileAndNothingElse()
    {
        const QString folder = makeFolder("whole");
        m_folder.write("whole/file", "old");
        const auto fail = [](std::ostream& out) {
            out << std::string(200'000, 'x'); // more than is kept back before it goes to disk
            throw std::runtime_error("stop");
        };
        QVERIFY_EXCEPTION_THROWN(writeWhole(m_folder.path("whole/file"), fail), std::runtime_error);
        QCOMPARE(test::contentOf(m_folder.path("whole/file")), std::string("old"));
        QCOMPARE(filesIn(folder), QStringList {"file"});
    }
    void replacesAFileAndKeepsItsPermissions()
    {
        namespace fs = std::filesystem;
        const QString folder = makeFolder("replace");
        m_folder.write("replace/file", "old and longer");
        fs::permissions(m_folder.path("replace/file"), fs::perms(0640));
        writeWhole(m_folder.path("replace/file"), [](std::ostream& out) { out << "new"; });
        QCOMPARE(test::contentOf(m_folder.path("replace/file")), std::string("new"));
        QCOMPARE(fs::status(m_folder.path("replace/file")).permissions(), fs::perms(0640));
        QCOMPARE(filesIn(folder), QStringList {"file"});
    }
    void aLinkStaysALink()
    {
        makeFolder("link");
        m_folder.write("link/file", "old");
        std::filesystem::create_symlink("file", m_folder.path("link/name"));
        writeWhole(m_folder.path("link/name"), [](std::ostream& out) { out << "new"; });
        QVERIFY(std::filesystem::is_symlink(m_folder.path("link/name")));
        QCOMPARE(test::contentOf(m_folder.path("link/file")), std::string("new"));
    }
    void reportsAFullDisk()
    {
        QCOMPARE(test::messageOf<FileError>([] { writeWhole("/dev/full", [](std::ostream& out) { out << "x"; }); }),
                 std::string("/dev/full: cannot be written: No space left on device"));
    }
    void refusesPlacesThatCannotBeWritten()
    {
        const std::string none = m_folder.path("none/file"), folder = QString(makeFolder("folder")).toStdString();
        QCOMPARE(test::messageOf<FileError>([&] { requireWritable(none); }),
                 none + ": cannot be written: there is no such folder");
        QCOMPARE(test::messageOf<FileError>([&] { requireWritable(folder); }), folder + ": cannot be written: is a folder");
        requireWritable(m_folder.path("fine"));
        QVERIFY(!std::filesystem::exists(m_folder.path("fine")));
    }

private:
    test::TemporaryFolder m_folder;
};

QTEST_APPLESS_MAIN(WholeFileTest)
#include "whole_file_test.moc"

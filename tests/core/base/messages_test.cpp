#include "core/base/error.h"
#include "core/base/log.h"

#include <QTest>
#include <string>

using namespace mbtr;

/// The sentences that people read: of errors and of messages.
class MessagesTest : public QObject {
    Q_OBJECT

private slots:
    void aFileErrorNamesFileAndLine()
    {
        QCOMPARE(std::string(FileError("a.xyz", 3, "expected a number").what()), "a.xyz, line 3: expected a number");
        QCOMPARE(std::string(FileError("a.xyz", 0, "is empty").what()), "a.xyz: is empty");
        const FileError error("a.xyz", 3, "expected a number");
        QCOMPARE(error.path(), "a.xyz");
        QCOMPARE(error.line(), 3L);
        QCOMPARE(error.message(), "expected a number");
    }
    void aSettingsErrorNamesTheField()
    {
        const SettingsError error("sigma", "must be larger than 0, is -1");
        QCOMPARE(std::string(error.what()), "sigma: must be larger than 0, is -1");
        QCOMPARE(error.field(), "sigma");
    }
    void aCancellationIsNoError()
    {
        QVERIFY(!(std::is_base_of_v<Error, Cancelled>));
        QVERIFY((std::is_base_of_v<Error, NumericalError>));
    }
    void aMessageLeavesOutWhatIsNotKnown()
    {
        QCOMPARE(toText(Message {.path = "a.xyz", .line = 2, .text = "skipped"}), "a.xyz, line 2: skipped");
        QCOMPARE(toText(Message {.path = "a.xyz", .text = "skipped"}), "a.xyz: skipped");
        QCOMPARE(toText(Message {.line = 2, .text = "skipped"}), "line 2: skipped");
        QCOMPARE(toText(Message {.text = "skipped"}), "skipped");
    }
};

QTEST_APPLESS_MAIN(MessagesTest)
#include "messages_test.moc"

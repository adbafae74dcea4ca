#include "widgets/document/message_log.h"
#include "widgets/items/message_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace mbtr;
using namespace mbtr::gui;

class MessageModelTest : public QObject {
    Q_OBJECT

private slots:
    void showsFileLineAndText()
    {
        MessageLog log;
        MessageModel model(&log);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        log.add({Severity::Error, "/data/water.xyz", 3, "expected a number, found 'zero'"});
        QCOMPARE(model.rowCount(), 1);
        const auto text = [&](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(text(MessageModel::Kind), QString("Error"));
        QCOMPARE(text(MessageModel::File), QString("water.xyz"));
        QCOMPARE(text(MessageModel::Line), QString("3"));
        QCOMPARE(text(MessageModel::Text), QString("expected a number, found 'zero'"));
        QVERIFY(!model.index(0, MessageModel::Kind).data(Qt::DecorationRole).isNull());
    }

    void otherFilesReplaceTheNotesOnFilesOnly()
    {
        MessageLog log;
        log.setFileMessages({{Severity::Warning, "a.xyz", 1, "first"}, {Severity::Error, "a.xyz", 2, "second"}});
        log.add({Severity::Error, "", 0, "of a job"});
        QCOMPARE(log.count(Severity::Error), 2);
        log.setFileMessages({{Severity::Note, "b.xyz", 1, "third"}});
        QCOMPARE(log.messages().size(), 2u);
        QCOMPARE(log.messages()[0].text, std::string("third"));
        QCOMPARE(log.messages()[1].text, std::string("of a job"));
        log.clear();
        log.setFileMessages({});
        QVERIFY(log.messages().empty());
    }
};

QTEST_MAIN(MessageModelTest)
#include "message_model_test.moc"

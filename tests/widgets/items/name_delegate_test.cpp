#include "widgets/items/name_delegate.h"

#include <QApplication>
#include <QFontMetrics>
#include <QTest>

using namespace mbtr::gui;

class NameDelegateTest : public QObject {
    Q_OBJECT

private slots:
    void sharesWholeWords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("other");
        QTest::addColumn<int>("shared");
        QTest::newRow("numbers") << "ethanol 100.5 fs"
                                 << "ethanol 100.0 fs" << 8;
        QTest::newRow("minus") << "scan_-12"
                               << "scan_-13" << 5;
        QTest::newRow("nothing") << "benzene"
                                 << "ethanol" << 0;
        QTest::newRow("same") << "water"
                              << "water" << 0;
        QTest::newRow("none") << ""
                              << "water" << 0;
        QTest::newRow("longer") << "water 12"
                                << "water" << 0;
    }
    void sharesWholeWords()
    {
        QFETCH(QString, name);
        QFETCH(QString, other);
        QFETCH(int, shared);
        QCOMPARE(int(sharedBeginning(name, other)), shared);
    }
    void whatDiffersStays()
    {
        const QFontMetrics metrics(QApplication::font());
        const QString name = "ethanol dynamics 100.5 fs";
        const int width = metrics.horizontalAdvance("eth…100.5 fs") + 2;
        const QString shown = shortenedName(name, 17, metrics, width);
        QVERIFY2(shown.endsWith("…100.5 fs") && shown.startsWith("e"), qPrintable(shown));
        QVERIFY(metrics.horizontalAdvance(shown) <= width);
        QCOMPARE(shortenedName(name, 17, metrics, 1000), name);
    }
};

QTEST_MAIN(NameDelegateTest)
#include "name_delegate_test.moc"

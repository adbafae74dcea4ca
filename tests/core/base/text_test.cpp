#include "core/base/text.h"

#include <QTest>

class TextTest : public QObject {
    Q_OBJECT

private slots:
    void readsNumbers_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<double>("number");
        QTest::newRow("plain") << "1.5" << 1.5;
        QTest::newRow("plus") << "+2" << 2.0;
        QTest::newRow("exponent") << "-1e-3" << -0.001;
        QTest::newRow("Fortran exponent") << "2.7D-3" << 0.0027;
        QTest::newRow("Mathematica's exponent") << "2.7*^-3" << 0.0027;
        QTest::newRow("capital") << "1E5" << 1e5;
    }
    void readsNumbers()
    {
        QFETCH(QString, word);
        QFETCH(double, number);
        QCOMPARE(mbtr::parseDouble(word.toStdString()).value_or(-99), number);
    }
    void refusesWhatIsNoNumber_data()
    {
        QTest::addColumn<QString>("word");
        for (const char* word : {"", "1.5x", "x", "1,5", "--1", "+-1", "1d", "0x1p3", "2*3", "2*^", "*^3"})
            QTest::newRow(word) << word;
    }
    void refusesWhatIsNoNumber()
    {
        QFETCH(QString, word);
        QVERIFY(!mbtr::parseDouble(word.toStdString()));
    }
    void splitsAtBlanksAndTabs()
    {
        const auto words = mbtr::splitWords("  C \t1.0  2 \r");
        QCOMPARE(words.size(), 3u);
        QCOMPARE(words[2], "2");
    }
    void writesTheShortestText() { QCOMPARE(mbtr::toText(0.1), std::string("0.1")); }
    void writesNumbersThatReadBackTheSame()
    {
        for (const double value : {1.0 / 3, -2.5e-300, 1e22, 123456789.125, 5e-324})
            QCOMPARE(*mbtr::parseDouble(mbtr::toText(value)), value);
        QCOMPARE(mbtr::toText(1e-9), std::string("1e-09"));
    }
    void splitsAtASeparatorAndKeepsEmptyParts()
    {
        using Parts = std::vector<std::string_view>;
        QCOMPARE(mbtr::splitAt("a,,b,", ','), (Parts {"a", "", "b", ""}));
        QCOMPARE(mbtr::splitAt("", ','), (Parts {""}));
    }
    void trimsBothEnds()
    {
        QVERIFY(mbtr::trimmed(" \t two words\r\n") == "two words");
        QVERIFY(mbtr::trimmed("  ").empty());
    }
    void comparesWithoutCase()
    {
        QCOMPARE(mbtr::lowerCase("AbC-1"), std::string("abc-1"));
        QVERIFY(mbtr::equalsIgnoringCase("Energy", "eNERGY"));
        QVERIFY(!mbtr::equalsIgnoringCase("energy", "energies"));
    }
    void readsWholeNumbers()
    {
        QCOMPARE(*mbtr::parseInteger("-12"), -12LL);
        QVERIFY(!mbtr::parseInteger("1.5") && !mbtr::parseInteger("") && !mbtr::parseInteger("99999999999999999999"));
    }
    void quotesAtMostSixtyCharacters()
    {
        QCOMPARE(mbtr::inQuotes(std::string(100, 'x')).size(), 65u);
        QCOMPARE(mbtr::inQuotes("a\tb"), std::string("'a?b'"));
    }
};

QTEST_APPLESS_MAIN(TextTest)
#include "text_test.moc"

#include "widgets/fields/choice_box.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/number_spin_box.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"

#include <QLineEdit>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace mbtr::gui;

class NumberFieldTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::German)); } // whose separator is a comma

    void readsNumbers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("number");
        QTest::newRow("plain") << "0.02" << 0.02;
        QTest::newRow("tiny") << "1e-9" << 1e-9;
        QTest::newRow("power") << "2^-4" << 0.0625;
        QTest::newRow("half power") << "2^1.5" << 2.8284271247461903;
        QTest::newRow("blanks") << "  7 " << 7.0;
        QTest::newRow("decimal comma") << "0,05" << 0.05;
        QTest::newRow("comma and power") << "2^-1,5" << 0.35355339059327379;
    }
    void readsNumbers()
    {
        QFETCH(QString, text);
        QFETCH(double, number);
        QCOMPARE(numberFrom(text).value_or(-99), number);
    }

    void refusesWhatIsNoNumber_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "abc", "1,5,0", "1,000.5", "2^", "^2", "2^2^2", "nan", "inf", "10^400"})
            QTest::newRow(text) << text;
    }
    void refusesWhatIsNoNumber()
    {
        QFETCH(QString, text);
        QVERIFY(!numberFrom(text));
    }

    void writesPowersOfTwo()
    {
        QCOMPARE(powerOfTwo(8), QString("2^3"));
        QCOMPARE(powerOfTwo(0.0220970869), QString("2^-5.5"));
        QCOMPARE(powerOfTwo(1e-6), QString("2^-19.93"));
        QCOMPARE(powerOfTwo(0), QString());
    }

    void writesBytes()
    {
        QCOMPARE(byteText(200'000'000), QString("200 MB"));
        QCOMPARE(byteText(1'500), QString("1.5 kB"));
    }

    void showsAnglesInDegrees()
    {
        QCOMPARE(shownUnit("rad").text, QString("°"));
        QCOMPARE(3.141592653589793 * shownUnit("rad").scale, 180.0);
        QCOMPARE(shownUnit("angstrom^-1").text, QString("Å⁻¹"));
    }

    void typingIsWaitedForAndToldOnce()
    {
        NumberField field({.min = 0});
        QSignalSpy changed(&field, &NumberField::valueChanged);
        type(field, "0.25");
        QCOMPARE(changed.size(), 0);
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(field.number(), 0.25);
        QVERIFY(field.problem().isEmpty());
    }

    void refusesAndKeepsTheLastGoodValue_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        QTest::newRow("too small") << "0"
                                   << "Must be larger than 0, is 0.";
        QTest::newRow("too large") << "11"
                                   << "Must be at most 10, is 11.";
        QTest::newRow("no number") << "x"
                                   << "'x' is not a number; expected for example 0.02, 1e-9 or 2^-4.";
        QTest::newRow("commas") << "0,5,5"
                                << "'0,5,5' is not a number; expected for example 0.02, 1e-9 or 2^-4.";
        QTest::newRow("nothing") << ""
                                 << "A number is needed here.";
    }
    void refusesAndKeepsTheLastGoodValue()
    {
        QFETCH(QString, text);
        QFETCH(QString, problem);
        NumberField field({.min = 0, .max = 10, .minExcluded = true});
        field.setValue(0.5);
        QSignalSpy changed(&field, &NumberField::valueChanged);
        type(field, text);
        QTRY_COMPARE(field.problem(), problem);
        QCOMPARE(field.number(), 0.5);
        QCOMPARE(changed.size(), 0);
        type(field, "0.75");
        QTRY_COMPARE(field.number(), 0.75);
        QVERIFY(field.problem().isEmpty());
    }

    void wholeNumbersHaveNoFraction()
    {
        NumberField field({.min = 1, .whole = true, .step = 10});
        field.setValue(100);
        type(field, "100.5");
        QTRY_COMPARE(field.problem(), QString("100.5 is not a whole number."));
        QCOMPARE(field.wholeNumber(), 100);
    }

    void anOptionalNumberMayBeMissing()
    {
        NumberField field({.min = 0, .optional = true});
        field.setValue(3);
        type(field, "");
        QTRY_VERIFY(!field.value());
        QVERIFY(field.problem().isEmpty());
    }

    void upAndDownKeysStep()
    {
        NumberField added({.step = 0.1});
        added.setValue(0.2);
        QTest::keyClick(box(added), Qt::Key_Up);
        QCOMPARE(box(added)->text(), QString("0.3"));
        NumberField multiplied({.min = 0, .minExcluded = true, .factor = 2});
        multiplied.setValue(1e-9);
        QTest::keyClick(box(multiplied), Qt::Key_Down);
        QCOMPARE(multiplied.number(), 5e-10);
        QCOMPARE(box(multiplied)->text(), QString("5e-10"));
    }

    void stepsStopAtTheLimits()
    {
        NumberField field({.min = 1, .max = 5, .whole = true, .step = 10});
        field.setValue(2);
        QTest::keyClick(box(field), Qt::Key_Down);
        QCOMPARE(field.number(), 1.0);
        QTest::keyClick(box(field), Qt::Key_Up);
        QCOMPARE(field.number(), 5.0);
    }

    void showingAValueTellsNobody()
    {
        NumberField field({});
        QSignalSpy changed(&field, &NumberField::valueChanged);
        field.setValue(1.0 / 3);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(box(field)->text(), QString("0.3333333"));
    }

    void leavingWithoutAnEditKeepsAllDigits()
    {
        NumberField field({});
        field.setValue(1.0 / 3);
        QTest::keyClick(box(field), Qt::Key_Return);
        QCOMPARE(field.number(), 1.0 / 3);
    }

    void theWheelChangesNothingWithoutFocus()
    {
        NumberField field({.step = 1});
        field.setValue(4);
        QWheelEvent wheel({5, 5}, {5, 5}, {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(box(field), &wheel);
        QCOMPARE(field.number(), 4.0);
    }

    void aRefusedTextStaysWhenTheOldValueIsShownAgain()
    {
        NumberField field({.min = 0});
        field.setValue(1);
        type(field, "-2");
        QTRY_VERIFY(!field.problem().isEmpty());
        field.setValue(1);
        QCOMPARE(box(field)->text(), QString("-2"));
        QVERIFY(!field.problem().isEmpty());
        field.setValue(3);
        QCOMPARE(box(field)->text(), QString("3"));
        QVERIFY(field.problem().isEmpty());
    }

    void aForeignProblemIsShownAndGoesAway()
    {
        NumberField field({});
        field.setValue(1);
        field.setProblem("Too small for this grid.");
        QCOMPARE(field.problem(), QString("Too small for this grid."));
        field.clearForeignProblem();
        QVERIFY(field.problem().isEmpty());
    }

    void aChoiceBoxKeepsItsValueWhereItCan()
    {
        ChoiceBox choice;
        choice.setChoices({{"one", {}, 1}, {"two", {}, 2}});
        choice.setValue(2);
        choice.setChoices({{"two", {}, 2}, {"three", {}, 3}});
        QCOMPARE(choice.value(), 2);
    }

private:
    static NumberSpinBox* box(NumberField& field) { return field.findChild<NumberSpinBox*>(); }
    static void type(NumberField& field, const QString& text)
    {
        box(field)->editor()->selectAll();
        QTest::keyClick(box(field)->editor(), Qt::Key_Backspace);
        QTest::keyClicks(box(field)->editor(), text);
        if (text.isEmpty())
            QTest::keyClick(box(field)->editor(), Qt::Key_Backspace);
    }
};

QTEST_MAIN(NumberFieldTest)
#include "number_field_test.moc"

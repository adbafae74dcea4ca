#include "widgets/fields/number_field.h"
#include "widgets/fields/number_slider.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace mbtr::gui;

class NumberSliderTest : public QObject {
    Q_OBJECT

private slots:
    void theMiddleOfAPowerScaleIsItsGeometricMean()
    {
        NumberSlider slider;
        slider.setSpan({.low = 0.01, .high = 1, .logarithmic = true});
        slider.setNumber(0.1);
        QCOMPARE(slider.value(), 500);
        QSignalSpy moved(&slider, &NumberSlider::numberMoved);
        slider.setValue(1000);
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved[0][0].toDouble(), 1.0);
    }
    void numbersHaveThreeDigitsAndCountsNoFraction()
    {
        NumberSlider slider;
        slider.setSpan({.low = 0.01, .high = 1, .logarithmic = true});
        QSignalSpy moved(&slider, &NumberSlider::numberMoved);
        slider.setValue(333);
        QCOMPARE(moved.last()[0].toDouble(), 0.0463);
        slider.setSpan({.low = 10, .high = 1000, .logarithmic = true, .whole = true});
        slider.setValue(250);
        QCOMPARE(moved.last()[0].toDouble(), 32.0);
    }
    void aNumberShownByOthersIsNoSignal()
    {
        NumberSlider slider;
        QSignalSpy moved(&slider, &NumberSlider::numberMoved);
        slider.setNumber(0.25);
        slider.setNumber(7); // beyond the span: at its end
        QCOMPARE(slider.value(), 1000);
        QCOMPARE(moved.count(), 0);
    }
    void fieldAndSliderMoveEachOther()
    {
        NumberField field({.min = 0, .minExcluded = true});
        field.addSlider({.low = 1, .high = 11});
        auto* slider = field.findChild<NumberSlider*>("slider");
        QVERIFY(slider);
        QSignalSpy changed(&field, &NumberField::valueChanged);
        slider->setValue(400);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(field.number(), 5.0);
        QCOMPARE(field.findChild<QLineEdit*>()->text(), QString("5"));
        field.setValue(6);
        QCOMPARE(slider->value(), 500);
        QCOMPARE(changed.count(), 1);
    }
    void slidingTakesAwayWhatIsWrongWithTheText()
    {
        NumberField field({.min = 0, .minExcluded = true});
        field.addSlider({.low = 1, .high = 11});
        QTest::keyClicks(field.findChild<QLineEdit*>(), "-3");
        QTRY_VERIFY(!field.problem().isEmpty());
        field.findChild<NumberSlider*>()->setValue(0);
        QVERIFY(field.problem().isEmpty());
    }
};

QTEST_MAIN(NumberSliderTest)
#include "number_slider_test.moc"

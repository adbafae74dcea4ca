#include "core/dataset/dataset.h"
#include "tests/support/structures.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/number_field.h"
#include "widgets/panels/structure/display_panel.h"
#include "widgets/panels/structure/property_overlay.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

#include <cmath>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

Dataset waterWithForces()
{
    Dataset dataset;
    dataset.structures = {test::water()};
    Property charges {"charge", "e", AtomNumbers {1, {{-0.8, 0.4, 0.4}}}};
    Property forces {"forces", "eV/Å", AtomNumbers {3, {{0, 3, 4, 1, 0, 0, 0, 0, 0}}}};
    Property energy {"energy", "eV", StructureNumbers {1, {-5}}};
    dataset.properties = {charges, energy, forces};
    return dataset;
}

} // namespace

class DisplayPanelTest : public QObject {
    Q_OBJECT

private slots:
    void editsAreToldOnce()
    {
        DisplayPanel panel;
        DisplayOptions last;
        int count = 0;
        connect(&panel, &DisplayPanel::edited, &panel, [&](const DisplayOptions& options) {
            last = options;
            ++count;
        });
        auto* style = panel.findChild<ChoiceBox*>("displayStyle");
        style->setFocus();
        QTest::keyClick(style, Qt::Key_Down);
        QCOMPARE(count, 1);
        QCOMPARE(last.style, Style::Sticks);
        panel.findChild<QCheckBox*>("displayFog")->click();
        QCOMPARE(count, 2);
        QVERIFY(!last.fog);
    }
    void showsOptionsWithoutTellingThem()
    {
        DisplayPanel panel;
        QSignalSpy edited(&panel, &DisplayPanel::edited);
        DisplayOptions options;
        options.style = Style::Polyhedra;
        options.outline = true;
        options.ranges.to = {2, 1, 1.5};
        options.atomOpacity = 0.4;
        panel.setOptions(options);
        QCOMPARE(edited.count(), 0);
        QCOMPARE(panel.findChild<ChoiceBox*>("displayStyle")->value(), int(Style::Polyhedra));
        QVERIFY(panel.findChild<QCheckBox*>("displayOutline")->isChecked());
        QCOMPARE(panel.findChild<NumberField*>("displayToC")->number(), 1.5);
        QCOMPARE(panel.findChild<NumberField*>("displayAtomOpacity")->number(), 40.0);
    }
    void choosingAPropertyColorsByIt()
    {
        DisplayPanel panel;
        panel.setProperties({"charge", "forces"}, {"forces"});
        DisplayOptions last;
        connect(&panel, &DisplayPanel::edited, &panel, [&](const DisplayOptions& options) { last = options; });
        auto* box = panel.findChild<ChoiceBox*>("displayColorProperty");
        QTest::keyClick(box, Qt::Key_Down);
        QCOMPARE(last.colorProperty, std::string("charge"));
        QCOMPARE(last.colorBy, ColorBy::Property);
        QCOMPARE(panel.findChild<ChoiceBox*>("displayArrowProperty")->count(), 2);
    }
    void everyControlHasANameAndATip()
    {
        DisplayPanel panel;
        for (const QWidget* control : panel.findChildren<QWidget*>()) {
            const bool isControl = qobject_cast<const QCheckBox*>(control) || qobject_cast<const ChoiceBox*>(control);
            if (isControl)
                QVERIFY2(!control->accessibleName().isEmpty() && !control->toolTip().isEmpty()
                             && !control->objectName().isEmpty(),
                         qPrintable(control->objectName()));
        }
        QVERIFY(panel.findChildren<NumberField*>().size() >= 12);
    }
    void propertiesBecomeColorsArrowsAndLabels()
    {
        const Dataset dataset = waterWithForces();
        QCOMPARE(atomProperties(dataset, false), (QStringList {"charge", "forces"}));
        QCOMPARE(atomProperties(dataset, true), QStringList {"forces"});
        DisplayOptions options;
        QVERIFY(propertyOverlay(dataset, 0, options).isEmpty());
        options.colorBy = ColorBy::Property;
        options.colorProperty = "forces";
        options.arrowProperty = "forces";
        options.labels = LabelWith::Property;
        options.labelProperty = "charge";
        const Overlay overlay = propertyOverlay(dataset, 0, options);
        QCOMPARE(overlay.scalars->values, (std::vector<double> {5, 1, 0})); // lengths
        QCOMPARE(overlay.scalars->unit, std::string("eV/Å"));
        QCOMPARE(overlay.vectors.at(0).values.col(0), Eigen::Vector3d(0, 3, 4));
        QCOMPARE(overlay.labels.size(), 3u);
        QCOMPARE(overlay.labels[1].text, std::string("0.4"));
        options.colorProperty = "no such property";
        QVERIFY(!propertyOverlay(dataset, 0, options).scalars);
        QVERIFY(propertyOverlay(dataset, 7, options).isEmpty());
    }
};

QTEST_MAIN(DisplayPanelTest)
#include "display_panel_test.moc"

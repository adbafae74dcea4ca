#include "tests/support/small_dataset.h"
#include "widgets/items/structure_filter_model.h"
#include "widgets/items/structure_table_model.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <limits>

using namespace mbtr;
using namespace mbtr::gui;

namespace {

QStringList column(const QAbstractItemModel& model, int index)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts.append(model.index(row, index).data().toString());
    return texts;
}

std::shared_ptr<const Dataset> withGaps()
{
    auto dataset = std::make_shared<Dataset>(*test::smallDataset());
    dataset->structures.resize(3);
    dataset->structures[1].name.clear();
    const double missing = std::numeric_limits<double>::quiet_NaN();
    dataset->properties = {{"energy", "eV", StructureNumbers {1, {-2.5, missing, -10}}},
                           {"dipole", "debye", StructureNumbers {3, std::vector<double>(9, 0.0)}},
                           {"source", "", StructureTexts {{"a", "", "b"}}}};
    return dataset;
}

} // namespace

class StructureTableModelTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTheRulesOfModels()
    {
        StructureTableModel model;
        StructureFilterModel filtered(&model);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester filteredTester(&filtered, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDataset(test::smallDataset());
        filtered.setText("3");
        filtered.sort(StructureTableModel::FirstProperty, Qt::DescendingOrder);
        model.setDataset(test::smallDataset(true));
        filtered.setText({});
        model.setDataset(nullptr);
        QCOMPARE(model.rowCount(), 0);
    }

    void showsNameFormulaAtomsAndProperties()
    {
        StructureTableModel model;
        model.setDataset(withGaps());
        QCOMPARE(column(model, StructureTableModel::Name), (QStringList {"water 0", "2", "water 2"}));
        QCOMPARE(column(model, StructureTableModel::Formula), (QStringList {"H2O", "H2O", "H2O"}));
        QCOMPARE(column(model, StructureTableModel::Atoms), (QStringList {"3", "3", "3"}));
        QCOMPARE(column(model, StructureTableModel::FirstProperty), (QStringList {"-2.5", "", "-10"}));
        QCOMPARE(column(model, StructureTableModel::FirstProperty + 1), (QStringList {"a", "", "b"}));
        QCOMPARE(model.columnCount(), 5); // a vector does not fit into a cell
    }

    void theHeaderNamesTheUnit()
    {
        StructureTableModel model;
        model.setDataset(withGaps());
        const auto header = [&](int section) { return model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(); };
        QCOMPARE(header(StructureTableModel::FirstProperty), QString("energy (eV)"));
        QCOMPARE(header(StructureTableModel::FirstProperty + 1), QString("source"));
    }

    void sortsNumbersAsNumbersAndMissingOnesLast()
    {
        StructureTableModel model;
        StructureFilterModel filtered(&model);
        model.setDataset(withGaps());
        filtered.sort(StructureTableModel::FirstProperty, Qt::AscendingOrder);
        QCOMPARE(column(filtered, StructureTableModel::FirstProperty), (QStringList {"-10", "-2.5", ""}));
        filtered.sort(StructureTableModel::FirstProperty, Qt::DescendingOrder);
        QCOMPARE(column(filtered, StructureTableModel::FirstProperty), (QStringList {"-2.5", "-10", ""}));
    }

    void sortsNumbersInNamesAsNumbers()
    {
        auto dataset = std::make_shared<Dataset>(*withGaps());
        dataset->structures[0].name = "mol 10";
        dataset->structures[1].name = "mol 9";
        StructureTableModel model;
        StructureFilterModel filtered(&model);
        model.setDataset(dataset);
        filtered.sort(StructureTableModel::Name, Qt::AscendingOrder);
        QCOMPARE(column(filtered, StructureTableModel::Name), (QStringList {"mol 9", "mol 10", "water 2"}));
    }

    void filtersByNameAndFormulaIgnoringCase()
    {
        StructureTableModel model;
        StructureFilterModel filtered(&model);
        model.setDataset(test::smallDataset(true));
        filtered.setText("h2o");
        QCOMPARE(filtered.rowCount(), 8);
        filtered.setText("CARB");
        QCOMPARE(column(filtered, StructureTableModel::Name), QStringList {"carbon"});
        filtered.setText("gold");
        QCOMPARE(filtered.rowCount(), 0);
        filtered.setText({});
        QCOMPARE(filtered.rowCount(), 9);
    }
};

QTEST_MAIN(StructureTableModelTest)
#include "structure_table_model_test.moc"

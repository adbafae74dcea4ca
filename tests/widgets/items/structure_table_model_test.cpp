#include "tests/support/small_dataset.h"
#include "core/base/progress.h"
#include "widgets/items/structure_filter_model.h"
#include "widgets/items/structure_keys.h"
#include "widgets/items/structure_table_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
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
        QCOMPARE(column(model, StructureTableModel::FirstProperty), (QStringList {"-2.5", "", "-10.0"}));
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
        QCOMPARE(column(filtered, StructureTableModel::FirstProperty), (QStringList {"-10.0", "-2.5", ""}));
        filtered.sort(StructureTableModel::FirstProperty, Qt::DescendingOrder);
        QCOMPARE(column(filtered, StructureTableModel::FirstProperty), (QStringList {"-2.5", "-10.0", ""}));
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

    void leavesOutTextsThatRepeatNameOrFormula()
    {
        auto dataset = std::make_shared<Dataset>(*withGaps());
        dataset->structures[1].name = "water 1";
        dataset->properties.push_back({"Formula", "", StructureTexts {{"OH2", "OH2", "OH2"}}});
        dataset->properties.push_back({"id", "", StructureTexts {{"water 0", "water 1", "water 2"}}});
        StructureTableModel model;
        model.setDataset(dataset);
        QCOMPARE(model.columnCount(), 5);
    }

    void numbersOfAColumnHaveTheSameDecimals()
    {
        const double missing = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(ColumnDigits(std::vector {-309.123456, -309.2, -308.9}).text(-309.2), QString("-309.2000"));
        QCOMPARE(ColumnDigits(std::vector {-2200.125, -400.27}).text(-400.27), QString("-400.27"));
        QCOMPARE(ColumnDigits(std::vector {1.0, 2.0, missing}).text(1), QString("1"));
        QCOMPARE(ColumnDigits(std::vector {1.0, missing}).text(missing), QString());
        QCOMPARE(ColumnDigits(std::vector {1e12, 1.5}).text(1e12), QString("1e+12"));
        QCOMPARE(ColumnDigits(std::vector {2e-9, 1e-9}).text(1e-9), QString("1e-09"));
    }

    void keysSortAndFilterAsTextsDo()
    {
        auto dataset = std::make_shared<Dataset>(*withGaps());
        dataset->structures[0].name = "Mol 10";
        dataset->structures[1].name = "mol 9";
        StructureTableModel model;
        StructureFilterModel filtered(&model);
        model.setDataset(dataset);
        Progress progress;
        model.setKeys(std::make_shared<const StructureKeys>(makeKeys(dataset, progress)));
        QVERIFY(model.keys());
        filtered.sort(StructureTableModel::Name, Qt::DescendingOrder);
        QCOMPARE(column(filtered, StructureTableModel::Name), (QStringList {"water 2", "Mol 10", "mol 9"}));
        filtered.sort(StructureTableModel::FirstProperty + 1, Qt::AscendingOrder);
        QCOMPARE(column(filtered, StructureTableModel::FirstProperty + 1), (QStringList {"", "a", "b"}));
        filtered.setText("MOL");
        QCOMPARE(filtered.rowCount(), 2);
        filtered.setText("h2o");
        QCOMPARE(filtered.rowCount(), 3);
    }

    void sevenThousandRowsAreFilteredAndSortedAtOnce()
    {
        auto dataset = std::make_shared<Dataset>();
        for (int i = 0; i < 7000; ++i) {
            dataset->structures.push_back(test::smallDataset(true)->structures[static_cast<std::size_t>(i % 9)]);
            dataset->structures.back().name = (i % 2 ? "mol " : "frame ") + std::to_string(i * 7919 % 7000);
        }
        StructureTableModel model;
        StructureFilterModel filtered(&model);
        model.setDataset(dataset);
        Progress progress;
        model.setKeys(std::make_shared<const StructureKeys>(makeKeys(dataset, progress)));
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(filtered.rowCount(), 7000);
        timer.restart();
        filtered.setText("m");
        QCOMPARE(filtered.rowCount(), 7000); // "frame", too
        const auto filter = timer.restart();
        filtered.setText("mo");
        QCOMPARE(filtered.rowCount(), 3500);
        const auto narrower = timer.restart();
        filtered.setText({});
        QCOMPARE(filtered.rowCount(), 7000);
        const auto all = timer.restart();
        filtered.sort(StructureTableModel::Name, Qt::AscendingOrder);
        const auto sort = timer.restart();
        qInfo("filter %d, %d, %d ms, sort %d ms", int(filter), int(narrower), int(all), int(sort));
        QVERIFY(filter + narrower + all + sort < 500); // a tenth of it here; texts compared one by one took seconds
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

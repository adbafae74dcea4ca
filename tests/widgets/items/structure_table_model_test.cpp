#include "core/dataset/subset.h"
#include "tests/support/small_dataset.h"
#include "widgets/document/column_digits.h"
#include "widgets/items/structure_table_model.h"
#include "widgets/items/table_columns.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <array>
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
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setDataset(test::smallDataset(), {3, 1, 7});
        model.setRows({0, 1});
        model.setDataset(test::smallDataset(true), allRows(*test::smallDataset(true)));
        model.setDataset(nullptr, {});
        QCOMPARE(model.rowCount(), 0);
    }

    void rowsAreThoseThatAreToldInTheirOrder()
    {
        StructureTableModel model;
        model.setDataset(withGaps(), {2, 0});
        QCOMPARE(column(model, StructureTableModel::Name), (QStringList {"water 2", "water 0"}));
        QCOMPARE(model.rowOf(0), 1);
        QCOMPARE(model.rowOf(1), -1);
        QCOMPARE(model.structureAt(0), 2);
        model.setRows({1, 99}); // there is no 99
        QCOMPARE(column(model, StructureTableModel::Name), QStringList {"1"});
    }

    void columnsKnowWhatTheyAreSortedBy()
    {
        StructureTableModel model;
        model.setDataset(withGaps(), {0});
        QCOMPARE(model.sortNameOf(StructureTableModel::Atoms), std::string("n_atoms"));
        QCOMPARE(model.sortNameOf(StructureTableModel::FirstProperty), std::string("energy"));
        QCOMPARE(model.sortNameOf(-1), std::string());
        QCOMPARE(model.columnSortedBy("source"), StructureTableModel::FirstProperty + 1);
        QSignalSpy wanted(&model, &StructureTableModel::sortWanted);
        model.sort(2, Qt::DescendingOrder);
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(column(model, 0), QStringList {"water 0"});
    }

    void showsNameFormulaAtomsAndProperties()
    {
        StructureTableModel model;
        model.setDataset(withGaps(), {0, 1, 2});
        QCOMPARE(column(model, StructureTableModel::Name), (QStringList {"water 0", "1", "water 2"}));
        QCOMPARE(column(model, StructureTableModel::Formula), (QStringList {"H₂O", "H₂O", "H₂O"}));
        QCOMPARE(column(model, StructureTableModel::Atoms), (QStringList {"3", "3", "3"}));
        QCOMPARE(column(model, StructureTableModel::FirstProperty), (QStringList {"-2.5", "", "-10.0"}));
        QCOMPARE(column(model, StructureTableModel::FirstProperty + 1), (QStringList {"a", "", "b"}));
        QCOMPARE(model.columnCount(), 5); // a vector does not fit into a cell
    }

    void theHeaderNamesTheUnit()
    {
        StructureTableModel model;
        model.setDataset(withGaps(), {0, 1, 2});
        const auto header = [&](int section) { return model.headerData(section, Qt::Horizontal, Qt::DisplayRole).toString(); };
        QCOMPARE(header(StructureTableModel::FirstProperty), QString("energy (eV)"));
        QCOMPARE(header(StructureTableModel::FirstProperty + 1), QString("source"));
    }

    void leavesOutTextsThatRepeatNameOrFormula()
    {
        auto dataset = std::make_shared<Dataset>(*withGaps());
        dataset->structures[1].name = "water 1";
        dataset->properties.push_back({"Formula", "", StructureTexts {{"OH2", "OH2", "OH2"}}});
        dataset->properties.push_back({"id", "", StructureTexts {{"water 0", "water 1", "water 2"}}});
        StructureTableModel model;
        model.setDataset(dataset, allRows(*dataset));
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

    void noColumnIsSeenInPart()
    {
        constexpr std::array kYielding {0, 1};
        const auto fitted = [&](int available) { return fittedWidths({100, 80, 50, 70, 60}, available, 4, kYielding, 40); };
        QCOMPARE(fitted(400), (std::vector {100, 80, 50, 70, 60})); // all fit
        QCOMPARE(fitted(340), (std::vector {140, 80, 50, 70, 60})); // the fifth begins beyond the edge
        QCOMPARE(fitted(270), (std::vector {75, 75, 50, 70, 60})); // the wider one of the first two gives way first
        QCOMPARE(fitted(210), (std::vector {45, 45, 50, 70, 60}));
        QCOMPARE(fitted(150), (std::vector {40, 40, 50, 70, 60})); // narrower than that one has to scroll
    }
};

QTEST_MAIN(StructureTableModelTest)
#include "structure_table_model_test.moc"

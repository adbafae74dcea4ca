#include "core/dataset/cell_change.h"

#include <QTest>

using namespace mbtr;

namespace {

Property numbers(const char* name, const char* unit, std::vector<double> values, int components = 1)
{
    return {name, unit, StructureNumbers {components, std::move(values)}};
}

/// One structure of one atom, of what had four.
Dataset reduced(std::vector<Property> properties)
{
    Dataset dataset;
    dataset.structures.push_back({.name = "Cu", .species = {29}, .positions = Eigen::Matrix3Xd::Zero(3, 1), .cell = {}});
    dataset.properties = std::move(properties);
    return dataset;
}

} // namespace

class CellChangeTest : public QObject {
    Q_OBJECT

private slots:
    void knowsWhatGrowsWithTheCell_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("unit");
        QTest::addColumn<int>("scaling");
        const auto row = [](const char* name, const char* unit, CellScaling scaling) {
            QTest::addRow("%s (%s)", name, unit) << name << unit << static_cast<int>(scaling);
        };
        row("energy", "", CellScaling::Extensive);
        row("free_energy", "eV", CellScaling::Extensive);
        row("PBE0", "eV", CellScaling::Extensive);
        row("dft_volume", "", CellScaling::Extensive);
        row("magmom_total", "", CellScaling::Extensive);
        row("dipole", "e*angstrom", CellScaling::Extensive);
        row("energy", "eV/atom", CellScaling::Intensive);
        row("energy_per_atom", "", CellScaling::Intensive);
        row("band_gap", "eV", CellScaling::Intensive);
        row("e_above_hull", "", CellScaling::Intensive);
        row("stress", "", CellScaling::Intensive);
        row("p", "GPa", CellScaling::Intensive);
        row("temperature", "K", CellScaling::Intensive);
        row("score", "", CellScaling::Unknown);
    }
    void knowsWhatGrowsWithTheCell()
    {
        QFETCH(QString, name);
        QFETCH(QString, unit);
        QFETCH(int, scaling);
        const Property property = numbers(qPrintable(name), qPrintable(unit), {1});
        QCOMPARE(static_cast<int>(cellScalingOf(property)), scaling);
    }
    void scalesKeepsAndDrops()
    {
        Dataset dataset = reduced({numbers("energy", "eV", {-16}), numbers("band_gap", "", {0.5}),
                                   numbers("stress", "", {1, 2, 3, 4, 5, 6, 7, 8, 9}, 9), numbers("dipole", "", {4, 8, 12}, 3),
                                   numbers("score", "", {7})});
        const Messages messages = adaptToCells(dataset, {4});
        const auto values = [&](const char* name) { return std::get<StructureNumbers>(dataset.find(name)->values).values; };
        QCOMPARE(values("energy"), (std::vector {-4.0}));
        QCOMPARE(values("band_gap"), (std::vector {0.5}));
        QCOMPARE(values("stress"), (std::vector<double> {1, 2, 3, 4, 5, 6, 7, 8, 9}));
        QCOMPARE(values("dipole"), (std::vector {1.0, 2.0, 3.0}));
        QVERIFY(!dataset.find("score"));
        QCOMPARE(messages.size(), std::size_t(2));
        QCOMPARE(messages[0].text, std::string("values that grow with the cell are those of the new cells: 'energy', 'dipole'"));
        QCOMPARE(messages[1].text, std::string("left out, as it is not known whether they grow with the cell: 'score'"));
    }
    void leavesCellsOfTheSameSizeAlone()
    {
        Dataset dataset = reduced({numbers("energy", "eV", {-4}), numbers("score", "", {7})});
        QVERIFY(adaptToCells(dataset, {1}).empty());
        QCOMPARE(dataset.properties.size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(CellChangeTest)
#include "cell_change_test.moc"

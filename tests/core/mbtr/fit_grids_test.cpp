#include "core/mbtr/fit_grids.h"
#include "core/mbtr/presets.h"
#include "tests/support/structures.h"

#include <QTest>

using namespace mbtr;

namespace {

Structure atomOf(int element)
{
    return {.name = {}, .species = {element}, .positions = Eigen::Matrix3Xd::Zero(3, 1)};
}

MbtrSettings widenedFor(std::vector<Structure> structures)
{
    Dataset dataset;
    dataset.structures = std::move(structures);
    Progress progress;
    return widenGrids(preset("default"), dataset, progress);
}

} // namespace

class FitGridsTest : public QObject {
    Q_OBJECT

private slots:
    void gridsThatHoldTheValuesStay()
    {
        QVERIFY(widenedFor({test::water(), test::ethanol(), test::diamond()}) == preset("default"));
    }
    void gridsThatDoNotAreFitted()
    {
        const MbtrSettings widened = widenedFor({atomOf(29), atomOf(79)}); // the usual grid of atomic numbers ends at 18
        QVERIFY(widened.terms[0].grid.min <= 29 - 0.8 && widened.terms[0].grid.max >= 79 + 0.8); // four sigma of 0.2
        QVERIFY(widened.terms[1] == preset("default").terms[1]);
        QVERIFY(widened.terms[2] == preset("default").terms[2]);
        QVERIFY(!widened.species);
    }
    void aBondThatIsTooShortWidensTheGridOfPairs()
    {
        Structure hydrogen {.name = {}, .species = {1, 1}, .positions = Eigen::Matrix3Xd::Zero(3, 2)};
        hydrogen.positions(0, 1) = 0.74; // 1/d = 1.35 / angstrom, the usual grid ends at 1.2
        const MbtrSettings widened = widenedFor({hydrogen});
        QVERIFY(widened.terms[1].grid.max > 1.35 + 0.08);
        QVERIFY(widened.terms[0] == preset("default").terms[0]);
    }
};

QTEST_APPLESS_MAIN(FitGridsTest)
#include "fit_grids_test.moc"

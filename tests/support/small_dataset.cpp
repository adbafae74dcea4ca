#include "tests/support/small_dataset.h"

namespace mbtr::test {

namespace {

Structure water(double bond, int number)
{
    Structure water;
    water.name = "water " + std::to_string(number);
    water.species = {8, 1, 1};
    water.positions.resize(3, 3);
    water.positions.col(0) << 0, 0, 0;
    water.positions.col(1) << bond, 0, 0;
    water.positions.col(2) << -0.25 * bond, 0.97 * bond, 0;
    return water;
}

Structure carbon()
{
    Structure carbon;
    carbon.name = "carbon";
    carbon.species = {6};
    carbon.positions = Eigen::Matrix3Xd::Zero(3, 1);
    return carbon;
}

} // namespace

std::shared_ptr<const Dataset> smallDataset(bool withCarbon)
{
    auto dataset = std::make_shared<Dataset>();
    for (int i = 0; i < 8; ++i)
        dataset->structures.push_back(water(0.9 + 0.02 * i, i));
    if (withCarbon)
        dataset->structures.push_back(carbon());
    StructureNumbers energies;
    for (int i = 0; i < dataset->size(); ++i)
        energies.values.push_back(i);
    dataset->properties.push_back({"energy", "eV", energies});
    dataset->sources.push_back({"water.xyz", 0, dataset->size()});
    return dataset;
}

} // namespace mbtr::test

// Files of trained models: both kinds are zip archives. What can be read is used, so that a number that got through is met.
#include "core/base/error.h"
#include "core/models/property_model.h"
#include "tests/fuzz/archive_seeds.h"
#include "tests/fuzz/file_in_memory.h"
#include "tests/support/small_models.h"

namespace {

constexpr std::int64_t kMostFeatures = 100'000;

mbtr::Dataset molecule(std::vector<int> species)
{
    mbtr::Structure structure;
    structure.species = std::move(species);
    structure.positions.resize(3, structure.atomCount());
    for (int i = 0; i < structure.atomCount(); ++i)
        structure.positions.col(i) = Eigen::Vector3d(i, 0.1 * i * i, 0.3 * i);
    mbtr::Dataset dataset;
    dataset.structures = {structure};
    return dataset;
}

void useModel(const std::string& path)
{
    const auto saved = std::make_shared<const mbtr::SavedModel>(mbtr::readModel(path));
    mbtr::checkableSources(*saved);
    if (mbtr::featureCountOf(saved->representation) > kMostFeatures)
        return;
    mbtr::Progress progress;
    const mbtr::Predictor predictor(saved, progress);
    const mbtr::Dataset dataset = molecule({6, 1, 1});
    predictor.predict(dataset, progress);
    predictor.trainingParts(dataset, progress);
}

void useForceModel(const std::string& path)
{
    const mbtr::SavedGdml saved = mbtr::readGdml(path);
    if (saved.model->described.size() > kMostFeatures)
        return;
    mbtr::GdmlPredictor(saved.model).predict(molecule(saved.model->species).structures.front());
}

} // namespace

const std::vector<std::string>& mbtr::test::archiveSeeds()
{
    static const std::vector<std::string> seeds {
        bytesOfFile([](const std::string& path) { writeModel(smallModel(RepresentationKind::Mbtr), path); }),
        bytesOfFile([](const std::string& path) { writeModel(smallModel(RepresentationKind::CoulombMatrix), path); }),
        bytesOfFile([](const std::string& path) { writeModel(smallModel(RepresentationKind::BagOfBonds), path); }),
        bytesOfFile([](const std::string& path) { writeGdml(smallForceModel(), path); })};
    return seeds;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const mbtr::test::FileInMemory file(data, size);
    for (const auto& use : {useModel, useForceModel}) {
        try {
            use(file.path());
        } catch (const mbtr::Error&) { // one clear sentence
        }
    }
    return 0;
}

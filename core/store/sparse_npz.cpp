#include "core/store/sparse_npz.h"

#include "core/features/sparse_features.h"
#include "core/store/zip_archive.h"

namespace mbtr {

namespace {

template <typename Number>
void addList(ZipWriter& archive, const std::string& name, const std::string& type, const std::vector<Number>& numbers)
{
    archive.addArray(name, {type, {static_cast<std::int64_t>(numbers.size())}}, std::as_bytes(std::span(numbers)));
}

} // namespace

void writeSparseNpz(const std::string& path, const SparseFeatures& features)
{
    const std::vector<std::int64_t> shape {features.rows, features.columns};
    const std::string format = "csr";
    ZipWriter archive(path);
    addList(archive, "indices.npy", "<i8", features.column);
    addList(archive, "indptr.npy", "<i8", features.rowBegin);
    archive.addArray("format.npy", {"|S3", {}}, std::as_bytes(std::span(format)));
    addList(archive, "shape.npy", "<i8", shape);
    addList(archive, "data.npy", "<f8", features.values);
    archive.finish();
}

} // namespace mbtr

#include "core/base/library_versions.h"

#include <Eigen/Core>
#include <expat.h>
#include <fmt/format.h>
#include <gemmi/version.hpp>
#include <spglib.h>
#include <tbb/version.h>
#include <zip.h>
#include <zlib.h>

namespace mbtr {

namespace {

std::string compiler()
{
#if defined(__clang__)
    return fmt::format("Clang {}.{}.{}", __clang_major__, __clang_minor__, __clang_patchlevel__);
#else
    return fmt::format("GCC {}.{}.{}", __GNUC__, __GNUC_MINOR__, __GNUC_PATCHLEVEL__);
#endif
}

} // namespace

std::string libraryVersions()
{
    const XML_Expat_Version expat = XML_ExpatVersionInfo();
    return fmt::format(
        "Eigen {}.{}.{}, oneTBB {}, spglib {}.{}.{}, gemmi {}, libzip {}, zlib {}, expat {}.{}.{}\n{}, without MPI",
        EIGEN_WORLD_VERSION, EIGEN_MAJOR_VERSION, EIGEN_MINOR_VERSION, TBB_runtime_version(), spg_get_major_version(),
        spg_get_minor_version(), spg_get_micro_version(), GEMMI_VERSION, zip_libzip_version(), zlibVersion(), expat.major,
        expat.minor, expat.micro, compiler());
}

} // namespace mbtr
